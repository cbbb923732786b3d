"""Which mentions are one event, which stay apart, and what the event shows."""

from dataclasses import replace
from itertools import permutations

import pytest
from stories import NAMED, day, mention, who

from kb.extract import extract
from kb.merge import blocks, merge, persons
from kb.merge.actors import joins, unite
from kb.merge.compare import UNLIKE, compare
from kb.merge.derive import derive
from kb.merge.signs import identity, signs, stem
from kb.merge.times import doubt
from kb.merge.why import joined
from kb.model import Basis, Document, Figure, Mention, Naming, Participant, Role, Span, name_number
from kb.when import Grain, When, from_edtf

ROCKETS = mention(
    "Kataib Hizbullah rockets attacked a base near Kirkuk on December 27, killing a U.S. contractor.",
    "attacked",
    participants=(who("Kataib Hizbullah"), who("United States", "target")),
    place="Kirkuk",
    killed=Figure(1, 1, 1),
)
STRIKES = mention(
    "U.S. air strikes on December 29 killed at least 25 members of the group.",
    "strikes",
    date="2019-12-29",
    mode="aerial",
    participants=(who("United States"), who("Kataib Hizbullah", "target")),
    killed=Figure(25, 25, None),
)
BREACH = mention(
    "Crowds breached the outer perimeter of the embassy on December 31.",
    "breached",
    date="2019-12-31",
    participants=(who("protesters"), who("United States", "target")),
    place="Baghdad",
)
SAID = mention(
    "Pompeo said the United States would answer the attack.",
    "said",
    type="STATEMENT",
    participants=(who("Mike Pompeo"),),
)
BOMB = mention(
    "A bomb exploded outside the embassy in Nairobi, killing 213 people.",
    "exploded",
    participants=(who("United States", "target"),),
    place="Nairobi",
    killed=Figure(213, 213, 213),
)
HELD = mention(
    "Police in Lisbon arrested Anna Sousa on Friday.",
    "arrested",
    type="COERCE",
    participants=(who("police"), who("Anna Sousa", "target")),
    place="Lisbon",
)


def elsewhere(one: Mention, evidence: str, word: str, **more: object) -> Mention:
    """The same event as another document tells it."""
    start = evidence.index(word)
    told = {"document": "b", "evidence": evidence, "word": word, "headline": evidence}
    spans = {"sentence": Span(0, len(evidence)), "trigger": Span(start, start + len(word))}
    return replace(one, **{**told, **spans, **more})  # type: ignore[arg-type]


def told_of(name: str, said: str, word: str, type: str, role: Role = "source") -> Mention:
    """What a document of its own says of one person."""
    return mention(
        said.format(name), word, type=type, document=name, participants=(Participant(name, role, "person", name),)
    )


CONTRACTOR = mention(
    "It blamed the group for the rockets that killed a contractor on December 27.",
    "killed",
    participants=(Participant("contractor", "target", "person", "a contractor"),),
    killed=Figure(1, 1, 1),
)

ONE = {
    "same words": elsewhere(ROCKETS, "The militia attacked the Kirkuk base, a contractor died.", "attacked"),
    "other noun": elsewhere(ROCKETS, "A rocket attack near Kirkuk killed one contractor.", "attack"),
    "death told": elsewhere(ROCKETS, "A contractor died in rocket fire near Kirkuk.", "died", type="DEATH"),
    "fewer actors": elsewhere(ROCKETS, "Rockets attacked the base near Kirkuk and killed a contractor.", "attacked")
    and elsewhere(ROCKETS, "Rockets attacked the base near Kirkuk.", "attacked", participants=()),
}


@pytest.mark.parametrize("other", ONE.values(), ids=ONE)
def test_one_event_told_twice(other: Mention) -> None:
    assert len(merge([ROCKETS, other])) == 1


def test_a_victim_without_a_name() -> None:
    words = "Rocket fire on December 27 had killed an American contractor."
    told = elsewhere(
        CONTRACTOR, words, "killed", participants=(Participant("American contractor", "target", "person"),)
    )
    assert len(merge([CONTRACTOR, told])) == 1


@pytest.mark.parametrize(
    ("document", "more", "shown"),
    [
        ("a", (), ["Omar Sayed"]),
        ("b", (), ["Omar Sayed", "contractor"]),
        ("a", (Participant("Ann Brandt", "target", "person"),), ["Ann Brandt", "Omar Sayed", "contractor"]),
    ],
)
def test_who_has_no_name_is_whom_the_document_names_alone(
    document: str, more: tuple[Participant, ...], shown: list[str]
) -> None:
    named = replace(
        elsewhere(CONTRACTOR, "Omar Sayed was killed by the rockets.", "killed", document=document),
        participants=(Participant("Omar Sayed", "target", "person"), *more),
    )
    assert sorted(one.name for one in derive([CONTRACTOR, named]).participants) == shown


def test_the_dead_of_the_next_sentence_are_those_of_the_event() -> None:
    words = "Reuters reported that 12 militiamen were also wounded."
    wounded = elsewhere(
        STRIKES,
        words,
        "wounded",
        document="a",
        basis="context",
        sentence=Span(100, 155),
        mode="",
        participants=(who("militiamen", "target"),),
        killed=None,
        injured=Figure(12, 12, 12),
    )
    (event,) = merge([STRIKES, wounded])
    assert (event.killed, event.injured) == (Figure(25, 25, None), Figure(12, 12, 12))
    others = replace(wounded, killed=Figure(450, 450, None), injured=None)
    assert len(merge([STRIKES, others])) == 2


def test_air_strikes_of_two_papers() -> None:
    words = "American warplanes hit five targets, and 25 fighters of the group died."
    assert len(merge([STRIKES, elsewhere(STRIKES, words, "hit")])) == 1


def test_a_protest_is_told_as_an_assault() -> None:
    words = "Protesters stormed the embassy compound in Baghdad, breaching the outer perimeter."
    assert len(merge([BREACH, elsewhere(BREACH, words, "stormed", type="PROTEST")])) == 1


APART = {
    "another day": (ROCKETS, elsewhere(ROCKETS, ROCKETS.evidence, "attacked", date=STRIKES.date)),
    "another city and toll": (
        BOMB,
        elsewhere(BOMB, "A bomb exploded outside the embassy in Dar es Salaam, killing 11 people.", "exploded")
        and elsewhere(
            BOMB,
            "A bomb exploded outside the embassy in Dar es Salaam, killing 11 people.",
            "exploded",
            place="Dar es Salaam",
            killed=Figure(11, 11, 11),
        ),
    ),
    "another target": (
        HELD,
        elsewhere(
            HELD,
            "Police in Lisbon arrested Rui Costa on Friday.",
            "arrested",
            participants=(who("police"), who("Rui Costa", "target")),
        ),
    ),
    "the answer": (
        ROCKETS,
        elsewhere(
            ROCKETS,
            "The United States attacked Kataib Hizbullah in Syria.",
            "attacked",
            participants=(who("United States"), who("Kataib Hizbullah", "target")),
            place="Syria",
            killed=None,
        ),
    ),
    "the strike of one state and that of another, in one article": (
        replace(ROCKETS, participants=(Participant("Russia", "source", "state", "Russia"),), place="", killed=None),
        elsewhere(
            ROCKETS,
            "Ukraine attacked a base near Kirkuk with rockets.",
            "attacked",
            document=ROCKETS.document,
            sentence=Span(200, 250),
            trigger=Span(208, 216),
            participants=(Participant("Ukraine", "source", "state", "Ukraine"),),
            place="",
            killed=None,
        ),
    ),
    "an attack and who warded it off, in one article": (
        replace(ROCKETS, killed=None),
        elsewhere(
            ROCKETS,
            "Air defences shot down Kataib Hizbullah rockets near Kirkuk.",
            "shot down",
            document=ROCKETS.document,
            sentence=Span(200, 260),
            trigger=Span(213, 222),
            participants=(
                Participant("air defences", "source", "collective", "Air defences"),
                who("United States", "target"),
            ),
            killed=None,
        ),
    ),
    "whom one shot and oneself, in one sentence": (
        replace(ROCKETS, evidence="He shot a guard and then killed himself.", word="shot", killed=None, place=""),
        replace(
            ROCKETS,
            evidence="He shot a guard and then killed himself.",
            word="killed himself",
            trigger=Span(22, 36),
            killed=None,
            place="",
        ),
    ),
    "what two sides do, in one sentence": (
        replace(
            ROCKETS,
            evidence="Rebels attacked a convoy, and the army shelled their base.",
            word="attacked",
            killed=None,
            participants=(who("rebels"),),
        ),
        replace(
            ROCKETS,
            evidence="Rebels attacked a convoy, and the army shelled their base.",
            word="shelled",
            trigger=Span(35, 42),
            killed=None,
            participants=(who("army"),),
        ),
    ),
    "another speaker": (
        SAID,
        elsewhere(SAID, "Esper said the United States would answer.", "said", participants=(who("Mark Esper"),)),
    ),
    "another thing said": (SAID, elsewhere(SAID, "Pompeo said he had cancelled a trip to Kyiv.", "said")),
    "types that tell of different things": (
        ROCKETS,
        elsewhere(ROCKETS, "They agreed a truce.", "agreed", type="AGREE"),
    ),
    "arrest and charge in one sentence": (
        replace(HELD, evidence="Police arrested and charged Anna Sousa."),
        replace(
            HELD,
            evidence="Police arrested and charged Anna Sousa.",
            word="charged",
            type="JUSTICE",
            trigger=Span(20, 27),
        ),
    ),
    "a year is no day": (
        replace(ROCKETS, date=When.of_year(2019), place="", killed=None),
        elsewhere(
            ROCKETS,
            "Hizbullah attacked convoys in 2019.",
            "attacked",
            date=When.of_year(2019),
            place="",
            killed=None,
            around=tuple(map(name_number, ("abadi", "esper", "sadr"))),
        ),
    ),
    "no date, two documents": (
        replace(ROCKETS, date=None),
        elsewhere(ROCKETS, ROCKETS.evidence, "attacked", date=None),
    ),
}


@pytest.mark.parametrize("pair", APART.values(), ids=APART)
def test_near_but_different_events_stay_apart(pair: tuple[Mention, Mention]) -> None:
    assert len(merge(pair)) == 2


@pytest.mark.parametrize("date", [None, When(Grain.DAY, None, 12, 27)], ids=["undated", "yearless"])
def test_what_has_no_year_merges_within_its_document(date: When | None) -> None:
    first = replace(ROCKETS, date=date)
    second = elsewhere(
        first, "The attack near Kirkuk killed a contractor.", "attack", document="a", sentence=Span(200, 243)
    )
    assert len(merge([first, second])) == 1


def test_a_vague_mention_does_not_chain_two_events() -> None:
    nairobi = BOMB
    dar = elsewhere(BOMB, BOMB.evidence, "exploded", document="b", place="Dar es Salaam", killed=Figure(11, 11, 11))
    vague = elsewhere(BOMB, "A bomb exploded outside an embassy.", "exploded", document="c", place="", killed=None)
    events = merge([nairobi, vague, dar])
    assert sorted(len(event.mentions) for event in events) == [1, 2]


@pytest.mark.parametrize(
    ("place", "other", "told"),
    [
        ("Elm Street", "Leeds", "Elm Street, Leeds"),
        ("Ritz Hotel", "Nairobi", "Ritz Hotel, Nairobi"),
        ("Ritz Hotel in Cannes", "Paris", "Ritz Hotel in Cannes"),
        ("Lima's Ritz Hotel", "Quito", "Lima's Ritz Hotel"),
        ("Elm Street", "Iraq", "Elm Street"),
        ("Tambaville", "Nairobi", "Tambaville"),
        ("Leeds General Hospital", "Leeds", "Leeds General Hospital"),
    ],
)
def test_a_street_or_building_has_its_town_from_another_sentence(place: str, other: str, told: str) -> None:
    fine = replace(ROCKETS, place=place)
    assert derive([fine, replace(ROCKETS, place=other, sentence=Span(300, 343))]).place == told


SAME_DAY = mention(
    "A bomb exploded in a market that day.", "exploded", participants=(), place="", killed=None, around=()
)


@pytest.mark.parametrize(
    ("one", "other", "events"),
    [
        (("ahmadi", "balad", "haddad", "mosul", "yasiri"), ("ahmadi", "balad", "haddad", "mosul", "yasiri"), 1),
        (("ahmadi", "balad"), ("ahmadi", "balad"), 1),
        (("ahmadi", "balad", "haddad", "mosul", "yasiri"), ("ahmadi", "costa", "lima", "quito", "vargas"), 2),
        (("ahmadi", "balad", "haddad"), ("costa", "lima", "quito"), 2),
        ((), (), 2),
    ],
    ids=["one story", "two short notes of one", "one name of five", "two stories", "unknown"],
)
def test_names_around_show_a_story(one: tuple[str, ...], other: tuple[str, ...], events: int) -> None:
    mine, theirs = (tuple(map(name_number, names)) for names in (one, other))
    told = replace(SAME_DAY, around=mine)
    again = elsewhere(SAME_DAY, "Officials said that a bomb exploded at noon.", "exploded", around=theirs)
    assert len(merge([told, again])) == events


def test_within_one_story_another_nation_is_another_victim() -> None:
    fell = [
        mention(
            f"A {nation} climber died on the mountain that day.",
            "died",
            type="DEATH",
            document=nation,
            participants=(Participant(f"{nation} climber", "target", "person", f"A {nation} climber"),),
        )
        for nation in ("British", "Australian", "British")
    ]
    fell[2] = replace(fell[2], document="third")
    assert sorted(len(event.mentions) for event in merge(fell)) == [1, 2]


def test_one_weapon_in_other_words() -> None:
    told = [
        elsewhere(SAME_DAY, f"A {means} killed a farmer in the village.", "killed", document=means, around=NAMED)
        for means in ("drone", "mortar")
    ]
    struck = mention("A drone struck the village that day.", "struck")
    assert len(merge([struck, told[0]])) == 1
    assert len(merge([struck, told[1]])) == 2


def test_one_shooting_has_two_victims_and_one_day_two_arrests() -> None:
    def told(name: str, word: str, type: str, said: str) -> Mention:
        victim = (Participant(name, "target", "person", name),) if name else ()
        return mention(said, word, type=type, document=name or "d", participants=victim)

    shot = [told(name, "shot", "ASSAULT", f"A gunman shot {name} at the office.") for name in ("Ann Lee", "Rui Costa")]
    spree = [
        replace(told("", "shot", "ASSAULT", "A gunman shot two people at the office."), document=name) for name in "efg"
    ]
    assert len(merge(shot)) == 2
    assert len(merge([*shot, *spree])) == 1
    held = [replace(one, type="COERCE") for one in shot]
    assert len(merge([*held, *(replace(one, type="COERCE") for one in spree)])) == 2


def test_who_was_killed_too_is_one_more() -> None:
    def hurt(name: str) -> Participant:
        return Participant(name, "target", "person", name)

    def weight(said: str) -> float:
        other = mention(said, "killed", sentence=Span(40, 90), participants=(hurt("driver"),))
        return compare(signs(one, 0), signs(other, 1)) or 0.0

    one = mention("Rafael Sousa was shot on Friday.", "shot", participants=(hurt("Rafael Sousa"),))
    assert weight("The driver was also killed.") == UNLIKE < weight("The driver was killed.")


@pytest.mark.parametrize(
    ("dead", "told", "document", "events"), [(10, 10, "a", 1), (10, 7, "a", 2), (2, 2, "a", 2), (10, 10, "b", 2)]
)
def test_a_bare_toll_is_that_of_the_quake_that_killed_as_many(dead: int, told: int, document: str, events: int) -> None:
    quake = mention(
        "People were killed when a quake razed villages in Peru on Friday.",
        "razed",
        type="DISASTER",
        place="Peru",
        killed=Figure(dead, dead, dead),
    )
    words = "In all, people are killed and some hurt in a quake."
    toll = mention(
        words,
        "killed",
        sentence=Span(90, 90 + len(words)),
        document=document,
        basis="document",
        date="2019-12-28",
        killed=Figure(told, told, told),
    )
    assert len(merge([quake, toll])) == events


def test_crowds_march_in_many_towns_on_one_day() -> None:
    march = mention("Thousands of teachers marched on Saturday.", "marched", type="PROTEST", participants=(), place="")
    rally = elsewhere(march, "Students rallied in dozens of towns that day.", "rallied")
    assert len(merge([march, rally])) == 2
    teachers = (who("teachers"),)
    told = [replace(march, participants=teachers), replace(rally, participants=teachers)]
    assert len(merge(told)) == 1
    assert len(merge([replace(march, place="Lima"), replace(rally, place="Lima")])) == 1


def test_a_title_alone_names_nobody() -> None:
    said = "{} announced the new envoy in the capital that day."
    told = [told_of(name, said, "announced", "STATEMENT") for name in ("President", "Rui Costa", "Mike Pompeo")]
    assert len(merge(told[:2])) == 1
    assert len(merge(told[1:])) == 2


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("Duncan Rait", "Duncan Raite", True), ("Duncan Rait", "Anna Raite", False), ("Rui Costa", "Rui Costello", False)],
)
def test_a_last_name_may_be_misspelt(one: str, other: str, same: bool) -> None:
    fell = [told_of(name, "{} died on the mountain that day.", "died", "DEATH", "target") for name in (one, other)]
    assert len(merge(fell)) == 2 - same


def test_an_aide_is_not_whom_he_is_of() -> None:
    people = ("aide to Rui Costa", "Rui Costa", "aide")
    told = [told_of(name, "{} resigned on that day.", "resigned", "LEADERSHIP") for name in people]
    aide, costa, nobody = (signs(one, 0) for one in told)
    assert (aide.actors, aide.crowds) == (frozenset(), nobody.crowds)
    assert costa.actors == {("costa", "person")}
    assert [one.name for one in derive([told[0], told[2]]).participants] == ["aide to Rui Costa"]
    other = replace(told[2], participants=(Participant("aide to Ann Brandt", "source", "person"),))
    assert len(derive([told[0], other]).participants) == 2


def test_the_noun_of_who_is_described_is_a_whole_word() -> None:
    assert persons.parts("German man") == ("man", ("german",))
    assert persons.parts("aide to Rui Costa") == persons.parts("aide") == ("aide", ())
    fell = [
        told_of(name, "A {} died there.", "died", "DEATH", "target") for name in ("German man", "man", "co-founder")
    ]
    assert signs(fell[2], 0).victims == {"founder"}
    assert [one.name for one in derive(fell[:2]).participants] == ["German man"]


def test_checked_in_is_not_checked_out() -> None:
    said = "Anna Sousa {} the clinic that day."
    told = [
        mention(said.format(word), word, type="OTHER", document=word, participants=(who("Anna Sousa"),))
        for word in ("checked into", "checks into", "checked out of")
    ]
    assert sorted(len(event.mentions) for event in merge(told)) == [1, 2]
    told = [replace(one, document="a", sentence=Span(99 * at, 99 * at + 40)) for at, one in enumerate(told)]
    stir = mention("Anna Sousa caused a stir that day.", "caused", type="OTHER", participants=(who("Anna Sousa"),))
    assert all(
        len({one.word for one in event.mentions} & {"checked into", "checked out of"}) < 2
        for event in merge([*told, stir])
    )


def test_the_order_of_mentions_does_not_matter() -> None:
    mentions = [ROCKETS, *ONE.values(), STRIKES, SAID]
    assert len({merge(order) for order in list(permutations(mentions))[::37]}) == 1


def test_the_id_is_that_of_the_earliest_published_and_survives_later_articles() -> None:
    (alone,) = merge([ROCKETS])
    later = [
        elsewhere(ROCKETS, ROCKETS.evidence, "attacked", document=name, published=When.on(2020, 2, 1)) for name in "bcd"
    ]
    (event,) = merge([*later, ROCKETS])
    assert event.id == alone.id == ROCKETS.founds


STORY = "Rockets attacked the base near Kirkuk, where a contractor died."
DIED = mention(
    "Fred LaRue died in a hotel in Biloxi on Saturday.",
    "died",
    type="DEATH",
    date="2004-07-24",
    participants=(Participant("Fred LaRue", "target", "person"),),
)

WITHIN = {
    "a day in its month": elsewhere(ROCKETS, STORY, "attacked", date=from_edtf("2019-12")),
    "a day in a range": elsewhere(ROCKETS, STORY, "attacked", date=from_edtf("2019-12-27/2019-12-28")),
    "the day of publication": elsewhere(ROCKETS, STORY, "attacked", date=day("2019-12-28"), basis="document"),
    "that day, year unknown": elsewhere(ROCKETS, STORY, "attacked", date=When(Grain.DAY, None, 12, 27)),
}
OF_1967 = mention("The 1967 killings of two women shocked the town.", "killings", date="1967", killed=Figure(2, 2, 2))


@pytest.mark.parametrize("other", WITHIN.values(), ids=WITHIN)
def test_dates_that_agree_are_of_one_event(other: Mention) -> None:
    assert len(merge([ROCKETS, other])) == 1


@pytest.mark.parametrize(
    ("date", "events"),
    [(When(Grain.MONTH, None, 12), 1), (When(Grain.MONTH, None, 11), 2), (When(Grain.DAY, None, 12, 5), 2)],
)
def test_a_month_without_a_year_may_be_that_month(date: When, events: int) -> None:
    month = replace(ROCKETS, date=from_edtf("2019-12"))
    assert len(merge([month, elsewhere(ROCKETS, STORY, "attacked", date=date)])) == events


def test_two_that_name_one_year_are_nearer_than_a_year_and_a_day() -> None:
    year = elsewhere(OF_1967, "The murders of two women in the town are solved.", "murders")
    near, far = (compare(signs(OF_1967, 0), signs(one, 1)) for one in (year, replace(year, date=day("1967-04-11"))))
    assert near is not None
    assert far is not None
    assert near > far


BESIDE = {
    "another month": elsewhere(ROCKETS, STORY, "attacked", date=from_edtf("2019-11")),
    "a day that is named": elsewhere(ROCKETS, STORY, "attacked", date=day("2019-12-28")),
    "a week after": elsewhere(ROCKETS, STORY, "attacked", date=day("2020-01-03"), basis="document"),
    "a year, of a state alone": elsewhere(
        STRIKES,
        "The United States struck in 2019.",
        "struck",
        date=from_edtf("2019"),
        participants=(who("United States"),),
        killed=None,
        mode="",
    ),
}


@pytest.mark.parametrize("other", BESIDE.values(), ids=BESIDE)
def test_dates_that_do_not_agree_keep_apart(other: Mention) -> None:
    assert len(merge([ROCKETS, STRIKES, other])) == 3


@pytest.mark.parametrize(("basis", "apart"), [("context", True), ("document", False)])
def test_days_that_one_article_gives_by_context_are_two(basis: Basis, apart: bool) -> None:
    one = replace(ROCKETS, basis="context")
    other = replace(one, date=day("2019-12-28"), basis=basis, sentence=Span(400, 400 + len(one.evidence)))
    assert (doubt(signs(one, 0), signs(other, 1)) is None) == apart
    away = replace(other, document="b")
    assert doubt(signs(one, 0), signs(away, 1)) is not None


@pytest.mark.parametrize(
    ("words", "word", "events"),
    [
        ("A separate bomb exploded in Nairobi.", "bomb", 2),
        ("Another car bomb exploded in Nairobi.", "bomb", 2),
        ("The second, a driver, saw the bomb in Nairobi.", "bomb", 1),
        ("The bomb exploded in Nairobi.", "bomb", 1),
        ("Four more were killed in a blast at a school in Nairobi.", "killed", 2),
        ("The 213 people were killed in Nairobi.", "killed", 1),
    ],
)
def test_what_is_told_as_another_is_another(words: str, word: str, events: int) -> None:
    start = 200 + words.index(word)
    spans = {"sentence": Span(200, 200 + len(words)), "trigger": Span(start, start + len(word))}
    other = elsewhere(BOMB, words, word, document=BOMB.document, **spans)
    assert len(merge([BOMB, other])) == events


def test_nobody_dies_twice() -> None:
    words = "Frederick C. LaRue, an aide to the president, died on Tuesday."
    named = (Participant("Frederick C. LaRue", "target", "person"),)
    late = elsewhere(DIED, words, "died", date=day("2004-07-27"), participants=named)
    (event,) = merge([DIED, late])
    assert [one.name for one in event.participants] == ["Frederick C. LaRue"]
    other = replace(late, participants=(Participant("Anna LaRue", "target", "person"),))
    assert len(merge([DIED, other])) == 2
    shot = replace(late, type="ASSAULT", killed=Figure(1, 1, 1), date=from_edtf("2004"))
    assert len(merge([DIED, shot])) == 1
    assert len(merge([DIED, replace(shot, killed=Figure(3, 3, 3))])) == 2
    found = replace(late, word="found", killed=Figure(1, 1, 1), date=day("2004-09-11"))
    assert len(merge([DIED, found])) == 2  # but a body may be found long after
    funeral = replace(late, word="funeral", date=day("2004-07-31"))
    assert len(merge([DIED, funeral])) == 2
    assert len(merge([DIED, replace(funeral, word="dies")])) == 1


def test_one_victim_told_in_other_words() -> None:
    who = (Participant("Anna Sousa", "target", "person"),)
    shot = mention("A gunman shot Anna Sousa at her home.", "shot", participants=who, date="2004-10-23")
    words = "Anna Sousa was gunned down last autumn."
    fall = mention(words, "gunned down", participants=who, date="2004-23", document="b")
    assert len(merge([shot, fall])) == 1
    assert len(merge([shot, replace(fall, participants=(Participant("Ana Costa", "target", "person"),))])) == 2
    year = replace(fall, date=When.of_year(2004), participants=())
    assert len(merge([shot, year])) == 2


SYNONYMS = [
    ("fired", "sacked", True),
    ("fired", "sackings", True),
    ("resigned", "stepped down", True),
    ("fired", "hired", False),
    ("layoffs", "redundancies", True),
    ("postponed", "put off", True),
    ("approved", "ratified", True),
    ("approved", "rejected", False),
    ("win", "beat", True),
    ("win", "lost", False),
    ("opened", "closed", False),
    ("banned", "fined", False),
]

STRUCK = [
    ("air strikes", "attack", True),
    ("stormed", "assault", True),
    ("slammed into", "hit", True),
    ("shelling", "stabbing", False),
]


@pytest.mark.parametrize(("one", "other", "same"), SYNONYMS)
def test_words_for_one_act(one: str, other: str, same: bool) -> None:
    told = [
        mention(f"The club {word} Anna Sousa that day.", word, type="LEADERSHIP", document=word, participants=who)
        for word in (one, other)
        for who in [(Participant("The Club", "source", "organisation"), Participant("Sousa", "target", "person"))]
    ]
    assert len(merge(told)) == 2 - same


@pytest.mark.parametrize(("one", "other", "same"), STRUCK)
def test_words_for_one_attack(one: str, other: str, same: bool) -> None:
    told = [
        mention(f"It was the {word} of that day.", word, document=word, place="", around=NAMED[:3])
        for word in (one, other)
    ]
    assert len(merge(told)) == 2 - same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Esper announced the dispatch.", "Esper announced it.", True),
        ("Esper said 750 would go.", "Esper said it of 750.", True),
        ("Esper said that some would go.", "Esper said it of others.", False),
        ("Esper said 750 would go.", "Esper said it of 570.", False),
        ("Esper said it would be so in 2020.", "Esper said it of 2020.", False),
    ],
)
def test_what_one_announces_or_says_of_one_number(one: str, other: str, same: bool) -> None:
    told = [
        mention(text, text.split()[1], type="STATEMENT", document=text, participants=(who("Mark Esper"),))
        for text in (one, other)
    ]
    assert len(merge(told)) == 2 - same


@pytest.mark.parametrize(("one", "other", "events"), [("dropped", "fell", 1), ("dropped", "increased", 2)])
def test_what_rose_did_not_fall(one: str, other: str, events: int) -> None:
    firm = Participant("Harlow", "source", "organisation", "Harlow")
    first, second = (
        mention(f"Harlow sales {word}.", word, type="BUSINESS", document="b", participants=(firm,))
        for word in (one, other)
    )
    assert len(merge([first, replace(second, sentence=Span(200, 240))])) == events


def test_two_firms_post_two_losses() -> None:
    firms = [Participant(name, "source", "organisation") for name in ("Harlow Corp.", "Dunlin Ltd.")]
    one, other = (
        mention(f"{who.name} posted a loss.", "posted", type="BUSINESS", document="b", participants=(who,))
        for who in firms
    )
    later = replace(other, sentence=Span(200, 240))
    assert len(merge([one, later])) == 2
    assert len(merge([one, replace(later, participants=(firms[0], firms[1]))])) == 1


def test_what_is_overturned_is_more_than_said() -> None:
    def weight(word: str) -> float | None:
        told = [mention(f"The board {word} the rule.", word, type="REJECT", document=one) for one in "ab"]
        return compare(signs(told[0], 0), signs(told[1], 1))

    overturned, denied = weight("overturned"), weight("denied")
    assert overturned is not None
    assert denied is not None
    assert overturned > denied


def test_one_act_of_two_types() -> None:
    who = (Participant("The Board", "source", "organisation"), Participant("Rule 5", "target", "organisation"))
    said = "The Board {} Rule 5 on grazing in parks that day."
    one = mention(said.format("revoked"), "revoked", type="REJECT", participants=who)
    other = mention(said.format("rescinded"), "rescinded", type="CONCEDE", document="b", participants=who)
    kept = mention(said.format("praised"), "praised", type="CONCEDE", document="c", participants=who)
    assert len(merge([one, other])) == 1
    assert len(merge([one, kept])) == 2


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Fred LaRue", "Frederick Cheney LaRue", True),
        ("Bill Clinton", "William J. Clinton", True),
        ("Clinton", "Bill Clinton", True),
        ("Arcade Comeaux Jr.", "Arcade Comeaux", True),
        ("George W. Bush", "George H. W. Bush", False),
        ("Bill Clinton", "Hillary Clinton", False),
        ("Mike Pompeo", "Mike Pence", False),
        ("Saints Pierre Thomas", "Saints RB Pierre Thomas", True),
        ("John Paul Jones", "John Luther Jones", False),
        ('Vincent "The Chin" Gigante', "Vincent L. Gigante", True),
    ],
)
def test_names_of_one_person(one: str, other: str, same: bool) -> None:
    (last, given), (name, before) = persons.parts(one), persons.parts(other)
    assert (last == name and persons.may_be_one(given, before)) is same
    assert persons.may_be_one(given, before) is persons.may_be_one(before, given)


def test_a_block_holds_what_is_linked() -> None:
    told = elsewhere(ROCKETS, "Rockets attacked the base near Kirkuk.", "attacked")
    found = blocks([STRIKES, told, ROCKETS])
    assert {block.name: len(block.mentions) for block in found} == {ROCKETS.founds: 2, STRIKES.founds: 1}


def test_what_an_agency_wrote_counts_once() -> None:
    reprinted = replace(ROCKETS, document="b")
    own = elsewhere(ROCKETS, "Rockets attacked the base near Kirkuk.", "attacked", document="c")
    (event,) = merge([ROCKETS, reprinted, own])
    assert (event.documents, event.sources) == (("a", "b", "c"), 2)
    (pair,) = merge([ROCKETS, own])
    assert event.confidence == pair.confidence


def test_why_mentions_are_one_event() -> None:
    own = elsewhere(ROCKETS, "Rockets attacked the base near Kirkuk.", "attacked", participants=())
    (event,) = merge([ROCKETS, own])
    (found,) = joined(event)
    assert (found.mention, found.other, found.against) == (own, ROCKETS, "")
    assert found.total == compare(signs(ROCKETS, 0), signs(own, 1))
    assert {"story", "place", "trigger"} <= {name for name, _ in found.weights}


def test_why_names_what_speaks_against_what_a_person_merged() -> None:
    event = replace(merge([ROCKETS])[0], mentions=(ROCKETS, STRIKES))
    (found,) = joined(event)
    assert (found.weights, found.against) == ((), "their dates exclude one another")


@pytest.mark.parametrize(
    ("one", "other", "events"),
    [
        ("Nairobi", "Kenya", 1),
        ("Nairobi", "East Africa", 1),
        ("Nairobi", "Tanzania", 2),
        ("Nairobi", "Mombasa", 2),
        ("Kenya", "Tanzania", 2),
        ("Harlow", "Newton Street", 1),
        ("Mount Sefton", "Harlow National Park", 1),
        ("Newton Street", "Church Street", 2),
        ("Harlow Clinic", "Melton Clinic", 2),
        ("Nairobi and Mombasa", "Mombasa and Nairobi", 1),
        ("Nairobi and Mombasa", "Lagos and Kano", 2),
    ],
)
def test_places_that_hold_one_another(one: str, other: str, events: int) -> None:
    said = f"A bomb exploded in {one} near an embassy."
    first = replace(BOMB, place=one, participants=(), evidence=said, killed=Figure(3, 3, 3))
    second = elsewhere(first, f"A bomb exploded in {other} near an embassy.", "exploded", place=other)
    assert len(merge([first, second])) == events


@pytest.mark.parametrize(("where", "events"), [("", 1), (" in Dar es Salaam", 2)], ids=["taken over", "named"])
def test_a_place_taken_over_keeps_no_two_apart(where: str, events: int) -> None:
    first = replace(BOMB, killed=None)
    second = elsewhere(
        first, f"A bomb exploded{where} at an embassy, police said.", "exploded", document="b", place="Dar es Salaam"
    )
    assert len(merge([first, second])) == events


def test_figures_keep_the_lowest_the_highest_and_what_most_documents_say() -> None:
    told = [
        replace(ROCKETS, document=document, killed=Figure(low, best, high), published=When.on(2020, 1, number))
        for number, (document, low, best, high) in enumerate(
            [("a", 25, 25, None), ("b", 25, 25, 25), ("c", 19, 19, 19), ("d", None, 30, 30)], 1
        )
    ]
    (event,) = merge(told)
    assert event.killed == Figure(19, 25, 30)
    assert [one.killed for one in event.mentions] == [one.killed for one in told]


def test_one_claim_is_shown_as_it_stands() -> None:
    for said in (Figure(25, 25, None), Figure(None, 30, 30), Figure(10, None, 20)):
        (event,) = merge([replace(ROCKETS, killed=said)])
        assert event.killed == said


@pytest.mark.parametrize(("hurt", "injured"), [("Anna Sousa", None), ("Luis Costa", Figure(1, 1, 1))])
def test_who_is_dead_is_not_wounded_too(hurt: str, injured: Figure | None) -> None:
    killed = replace(ROCKETS, participants=(who("Anna Sousa", "target"),))
    shot = replace(ROCKETS, document="b", killed=None, injured=Figure(1, 1, 1), participants=(who(hurt, "target"),))
    assert derive([killed, shot]).injured == injured


def test_of_figures_told_equally_often_the_newest_is_best() -> None:
    old = replace(ROCKETS, killed=Figure(1, 1, 1), published=When.on(2019, 12, 28))
    new = replace(ROCKETS, document="b", killed=Figure(1, 2, 3), published=When.on(2020, 1, 5))
    (event,) = merge([old, new])
    assert event.killed == Figure(1, 2, 3)


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        (("alleged", "asserted"), "asserted"),
        (("alleged", "denied"), "alleged"),
        (("planned", "asserted"), "asserted"),
        (("planned", "denied"), "denied"),
        (("planned",), "planned"),
    ],
)
def test_certainty(told: tuple[str, ...], shown: str) -> None:
    mentions = [replace(ROCKETS, document=str(number), certainty=one) for number, one in enumerate(told)]  # type: ignore[arg-type]
    (event,) = merge(mentions)
    assert event.certainty == shown


def test_an_event_shows_the_most_explicit_date_and_the_surest_short_sentence() -> None:
    told = [
        replace(ROCKETS, document="a", basis="document", headline="vague", evidence="One: attacked", confidence=0.9),
        replace(ROCKETS, document="b", headline="x" * 300, evidence="Two: attacked", confidence=0.8),
        replace(ROCKETS, document="c", headline="short", evidence="Three: attacked", confidence=0.6),
        replace(
            ROCKETS, document="d", headline="planned", evidence="Four: attacked", certainty="planned", confidence=0.9
        ),
    ]
    (event,) = merge(told)
    assert (event.basis, event.headline) == ("explicit", "short")
    assert event.confidence == 0.99
    assert event.documents == ("a", "b", "c", "d")


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        (["2019-12", "2019-12-27"], "2019-12-27"),
        (["2019-12-27", "2019-12", "2019-12"], "2019-12-27"),
        (["2019-12-27/2019-12-29", "2019-12-27/2019-12-29"], "2019-12-27/2019-12-29"),
    ],
)
def test_the_date_is_the_most_precise(told: list[str], shown: str) -> None:
    mentions = [
        elsewhere(
            ROCKETS, f"{number}: rockets attacked the base", "attacked", document=str(number), date=from_edtf(date)
        )
        for number, date in enumerate(told)
    ]
    (event,) = merge(mentions)
    assert event.date == from_edtf(shown)


def test_of_two_days_the_one_is_shown_on_which_most_agree() -> None:
    late = [
        elsewhere(DIED, f"{name}: Fred LaRue died", "died", document=name, date=day("2004-07-27"))
        for name in ("b", "c")
    ]
    (event,) = merge([DIED, *late])
    assert event.date == day("2004-07-27")


def test_participants_once_each_in_their_usual_role() -> None:
    other = (who("United States", "source"), who("Iraq", "other"))
    told = [replace(ROCKETS, document=name) for name in "ab"] + [replace(ROCKETS, document="c", participants=other)]
    (event,) = merge(told)
    assert [(one.name, one.role) for one in event.participants] == [
        ("Kataib Hizbullah", "source"),
        ("United States", "target"),
        ("Iraq", "other"),
    ]


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        (["contractor", "U.S. contractor", "American contractor"], ["American contractor"]),
        (["contractor", "U.S. civilian contractor", "American contractor"], ["U.S. civilian contractor"]),
        (["American contractor", "Iraqi contractor"], ["American contractor", "Iraqi contractor"]),
        (["contractor", "soldier"], ["contractor", "soldier"]),
        (["Ann Brandt", "Eva Brandt"], ["Ann Brandt", "Eva Brandt"]),
    ],
)
def test_people_without_a_name_are_one_where_they_may_be(told: list[str], shown: list[str]) -> None:
    mentions = [
        replace(ROCKETS, document=name, participants=(Participant(name, "target", "person", name),)) for name in told
    ]
    assert sorted(one.name for one in derive(mentions).participants) == shown


@pytest.mark.parametrize(
    ("headlines", "shown"),
    [
        (["When rockets attacked it, the answer came.", "rockets attacked a base"], "rockets attacked a base"),
        (["They attacked the base.", "The rockets attacked a base."], "The rockets attacked a base."),
        (["more rockets attacked a base", "Rockets attacked a base."], "Rockets attacked a base."),
        ([f"The {'long ' * 20} reply to rockets that attacked a base", "more attacked it"], "more attacked it"),
    ],
)
def test_the_headline_is_of_a_sentence_that_is_about_the_event(headlines: list[str], shown: str) -> None:
    mentions = [replace(ROCKETS, document=one, headline=one) for one in headlines]
    assert derive(mentions).headline == derive(mentions[::-1]).headline == shown


def test_who_is_only_blamed_is_not_shown_as_who_did_it() -> None:
    told = replace(ROCKETS, participants=(who("United States", "target"),))
    blamed = replace(ROCKETS, document="b", certainty="alleged", participants=(who("Iran"), who("Iraq", "target")))
    (event,) = merge([told, blamed])
    assert {(one.name, one.role) for one in event.participants} >= {("Iran", "other"), ("Iraq", "target")}
    (alone,) = merge([blamed])
    assert ("Iran", "source") in {(one.name, one.role) for one in alone.participants}


def test_type_and_place_by_majority() -> None:
    told = [
        replace(ROCKETS, document="a", place="Kirkuk"),
        replace(ROCKETS, document="b", type="DEATH", place="K-1 base near Kirkuk"),
        replace(ROCKETS, document="c", place="K-1 base near Kirkuk"),
    ]
    (event,) = merge(told)
    assert (event.type, event.place) == ("ASSAULT", "K-1 base near Kirkuk")


@pytest.mark.parametrize(
    ("places", "shown"),
    [
        (("Yemen", "Sanaa"), "Sanaa"),
        (("Africa", "Tanzania"), "Tanzania"),
        (("Cork", ""), "Cork"),
        (("Lima", "Lima and Ica"), "Lima and Ica"),
    ],
)
def test_a_town_is_shown_before_its_land(places: tuple[str, ...], shown: str) -> None:
    mentions = [replace(ROCKETS, place=place) for place in places]
    assert derive(mentions).place == derive(mentions[::-1]).place == shown


def test_a_hospital_is_no_place_of_what_hurt_who_died_there() -> None:
    hit, died = replace(ROCKETS, place="Leeds"), replace(ROCKETS, word="died", type="DEATH", place="Tamba Hospital")
    assert derive([hit, died]).place == "Leeds"
    assert derive([replace(hit, place=""), died]).place == ""
    assert derive([died]).place == "Tamba Hospital"
    assert derive([replace(hit, place="Tamba Hospital")]).place == "Tamba Hospital"


@pytest.mark.parametrize(
    "words", [("attack", "attacked", "attacks"), ("bombing", "bombed", "bombings"), ("arrest", "arrested")]
)
def test_forms_of_a_trigger_have_one_stem(words: tuple[str, ...]) -> None:
    assert len(set(map(stem, words))) == 1


def called(name: str, *aliases: str, kind: str = "organisation", documents: int = 1) -> list[Naming]:
    return [Naming(name, kind, alias, documents) for alias in (name, *aliases)]  # type: ignore[arg-type]


UNITED = {
    "spelled otherwise": called("Kataib Hizbullah") + called("Kata'ib Hizbullah"),
    "an alias that is a name": called("Kataib Hizbullah", "Hezbollah Brigades") + called("Hezbollah Brigades"),
    "an alias in common": called("Kataib Hizbullah", "Hezbollah Brigades") + called("KH Group", "Hezbollah Brigades"),
    "a full name": called("Michael Pompeo", "Mike Pompeo", kind="person") + called("Mike Pompeo", kind="person"),
    "one kind taken for another": called("Kataib Hizbullah") + called("Kataib Hizbullah", kind="armed group"),
}


@pytest.mark.parametrize("namings", UNITED.values(), ids=UNITED)
def test_names_of_one_actor(namings: list[Naming]) -> None:
    assert len(unite(namings)) == 1
    assert unite(namings) == unite(reversed(namings))


DISTINCT = {
    "a last name": called("Mike Pompeo", "Pompeo", kind="person") + called("Ann Pompeo", "Pompeo", kind="person"),
    "a bare last name": called("Mike Pompeo", "Pompeo", kind="person") + called("Pompeo", kind="person"),
    "a title": called("Ann Bush", "President Bush", kind="person") + called("Bo Bush", "President Bush", kind="person"),
    "a short form": called("Iraqi Foreign Ministry", "Foreign Ministry")
    + called("Iranian Foreign Ministry", "Foreign Ministry"),
    "letters": called("Popular Front", "PF") + called("Peasant Force", "PF"),
    "a person and a state": called("Jordan", kind="state") + called("Jordan", kind="person"),
    "crowds": called("protesters", "angry crowd", kind="collective")
    + called("rioters", "angry crowd", kind="collective"),
    "a name that two share": called("George W. Bush", "Bush Jr President", kind="person")
    + called("Ann Bush", "Bush Jr President", kind="person")
    + called("Bush Jr President", kind="person"),
}


@pytest.mark.parametrize("namings", DISTINCT.values(), ids=DISTINCT)
def test_names_of_different_actors(namings: list[Naming]) -> None:
    assert len(unite(namings)) == len({(naming.name, naming.kind) for naming in namings})


def test_the_name_that_most_documents_have_is_shown() -> None:
    namings = called("Kataib Hizbullah", "Hezbollah Brigades", kind="armed group", documents=3)
    (group,) = unite(namings + called("Hezbollah Brigades", documents=2))
    assert (group.name, group.kind) == ("Kataib Hizbullah", "armed group")
    assert group.members == {("Kataib Hizbullah", "armed group"), ("Hezbollah Brigades", "organisation")}


def test_an_alias_joins_only_as_a_full_name_of_its_own() -> None:
    assert joins(Naming("Kataib Hizbullah", "armed group", "Hezbollah Brigades"))
    assert not joins(Naming("Kataib Hizbullah", "armed group", "Hizbullah"))
    assert joins(Naming("General Motors Corp.", "organisation", "General Motors"))


def test_a_body_is_known_by_the_name_that_the_lexicon_has_for_it() -> None:
    names = ("GM", "General Motors", "General Motors Corp.")
    assert len({identity(Participant(name, "source", "organisation")) for name in names}) == 1
    assert identity(Participant("GM", "source", "person")) == ("gm", "person")
    assert identity(Participant("Hungarian government", "source", "state")) == ("hungary", "body")
    assert joins(Naming("Hungarian government", "state", "Hungary"))


EMBASSIES = mention(
    "Two bombings at U.S. embassies in Nairobi and Dar es Salaam on December 27 killed 213 people.",
    "bombings",
    mode="explosives",
    participants=(Participant("U.S. embassies", "target", "collective", "U.S. embassies"),),
    place="Nairobi",
    killed=Figure(213, 213, 213),
    around=(),
)
FIRST_NEWS = elsewhere(
    EMBASSIES,
    "The car bombing outside the U.S. embassy shook the crowded centre of Nairobi.",
    "car bombing",
    mode="",
    killed=None,
    participants=(Participant("U.S. embassy", "target", "collective", "the U.S. embassy"),),
)
FIRST_TOLL = elsewhere(
    FIRST_NEWS,
    "At least 40 were killed in the crowded centre, officials said.",
    "killed",
    participants=(),
    basis="context",
    killed=Figure(40, 40, None),
    sentence=Span(78, 140),
    trigger=Span(95, 101),
)


def test_one_target_on_one_day_makes_two_articles_one_story() -> None:
    """No name stands around both; a state's embassy is seldom bombed twice a day."""
    assert len(merge([EMBASSIES, FIRST_NEWS])) == 1
    other = (Participant("French embassy", "target", "collective", "the French embassy"),)
    assert len(merge([EMBASSIES, replace(FIRST_NEWS, participants=other)])) == 2


def test_the_toll_of_an_article_does_not_keep_its_event_from_another_article() -> None:
    """What two articles agree in best says whether they tell of one event; an early toll is only lower."""
    assert len(merge([FIRST_NEWS, FIRST_TOLL])) == 1
    [event] = merge([EMBASSIES, FIRST_NEWS, FIRST_TOLL])
    assert event.killed
    assert (event.killed.low, event.killed.best) == (40, 213)
    far = replace(FIRST_TOLL, place="Lima", evidence="At least 40 were killed in Lima.")
    assert len(merge([EMBASSIES, far])) == 2


@pytest.mark.parametrize(("place", "count"), [("Dar es Salaam", 1), ("Lima", 2)])
def test_a_sentence_that_tells_of_two_towns_may_be_of_either(place: str, count: int) -> None:
    there = elsewhere(EMBASSIES, f"A blast at the U.S. embassy in {place} killed 213 people.", "blast", place=place)
    assert len(merge([EMBASSIES, there])) == count


def test_a_place_is_named_by_its_words() -> None:
    """Not by their letters: "es" stands in many a word."""
    told = replace(EMBASSIES, evidence="Bombings killed nurses.", place="Dar es Salaam")
    assert not signs(told, 0).places
    assert signs(EMBASSIES, 0).places


@pytest.mark.parametrize(
    ("word", "alone"), [("car bombing", "bombing"), ("suicide attack", "attack"), ("riot", "riot")]
)
def test_an_act_is_known_by_its_last_word(word: str, alone: str) -> None:
    one, other = (signs(mention(f"The {told} was near.", told), 0) for told in (word, alone))
    assert one.acts == other.acts != frozenset()


def test_what_has_a_name_happens_once_a_year() -> None:
    day = mention(
        "The town will hold the Harvest Games on 3 May 2014.", "Harvest Games", type="OTHER", date="2014-05-03"
    )
    year = elsewhere(day, "She will open the Harvest Games of 2014.", "Harvest Games", date=from_edtf("2014"))
    assert len(merge([day, year])) == 1
    assert len(merge([day, replace(year, date=from_edtf("2013"))])) == 2
    # Of a common noun, or of a headline's capitals, that is not known.
    for word in ("games", "Games"):
        title = f"Town {'opens' if word == 'games' else 'Opens'} {word} in 2014"
        plain = elsewhere(day, title, word, date=from_edtf("2014"), around=())
        assert not signs(plain, 0).titled
        assert signs(day, 0).titled


def test_the_oscars_are_the_academy_awards() -> None:
    one, other = (signs(mention(f"It will be told at the {name}.", name), 0) for name in ("Oscars", "Academy Awards"))
    assert one.acts & other.acts


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("The quake struck on Sunday. The disaster killed nine people on Sunday.", 1),
        ("A bus hit a wall on Monday. The accident killed nine people on Monday.", 1),
        ("A bus hit a wall on Monday. A fire killed nine people on Monday.", 2),
        ("A quake struck Peru on Sunday. The accident on Sunday killed nine people in Chile.", 2),
    ],
)
def test_the_disaster_is_the_one_just_told(text: str, events: int) -> None:
    document = Document("x", text, published=from_edtf("2020-01-02"), published_basis="given")
    assert len(merge(extract(document).mentions)) == events


def test_who_found_the_dead_did_not_kill_them() -> None:
    text = (
        "A man was shot dead in Leeds on Monday. By the time police came, they found the man dead in Leeds on Monday."
    )
    document = Document("x", text, published=from_edtf("2020-01-02"), published_basis="given")
    (event,) = merge(extract(document).mentions)
    assert {(one.name, one.role) for one in event.participants} == {("man", "target"), ("police", "other")}
