"""Whom a pronoun means: the only one that it can, else the one that the sentence began with."""

from collections.abc import Mapping, Sequence

from kb.extract.actors.scan import ORGANISED, Chunk, Identity, Scan
from kb.extract.actors.teams import is_team
from kb.lexicon import grammar

Named = tuple[Chunk, Identity]
_TAKEN_UP = ("organisation", "known")  # bodies, by a name or by "the group"
BODIES_AND_STATES = (*ORGANISED, "state")
REACH = 2
_AFTER = ("after", "before", "since", "during", "despite", "following", "for", "over")
_THERE = frozenset("outside inside at in near behind beside around".split())
_OBJECTS = ("him", "her", "them")
_PREPOSITIONS = ("to", "of", "for", "in", "on", "at", "from")
_BEFORE_OBJECTS = (*_PREPOSITIONS, "by", "with", "against")
_PLACED = 7  # tokens of where somebody is from
_NEW = ("a", "an", "another", "one")
_SEXES = {"female": "f", "male": "m"}
_UNTIL = ("until", "before", "after", "when", "since")
_FOUNDED = frozenset(
    "founded established listed delisted incorporated fined nationalised nationalized privatised".split()
)
_KIN = 3  # tokens of "her eldest daughter"
_HELPING = frozenset("was had has been is later found shot".split())
_FIRST = frozenset("my our us me".split())
_STRUCK = frozenset(
    "relatives family families neighbours neighbors victims residents villagers protesters mourners survivors parents"
    " friends supporters witnesses colleagues demonstrators children people civilians".split()
)
# What the dead are said to have been or left: "Gunmen killed Omar Said on Monday. He was 35".
_LEFT = frozenset("was is had has s leaves leave left died suffered sustained bled lived worked served led".split())
_QUOTED = ("''", '"', "”", "’")
_ASIDE = 9  # tokens of an apposition
_KILLED = frozenset("killed murdered assassinated killing".split())


def genders_of(scan: Scan, named: Sequence[Named]) -> dict[Identity, str]:
    """The gender of those whose name or title tells it; what a text calls someone ("a spokeswoman, Morgan Sousa") goes
    before what a first name mostly means."""
    genders: dict[Identity, str] = {}
    words = scan.lexicon.words
    for chunk, who in named:
        last = chunk.role.split()[-1] if chunk.role and chunk.sort == "description" else ""
        if chunk.sort == "description" and (told := _SEXES.keys() & set(scan.keys(chunk.first, chunk.last))):
            genders[who] = _SEXES[min(told)]  # "a female pedestrian"
        elif last in words.male_nouns or last in words.female_nouns:
            genders[who] = "m" if last in words.male_nouns else "f"
        elif chunk.gender in ("m", "f"):
            genders.setdefault(who, chunk.gender)
    return genders


def pronoun(
    scan: Scan, i: int, recent: Sequence[tuple[int, Chunk, Identity]], genders: Mapping[Identity, str]
) -> Identity:
    words, token = scan.lexicon.words, scan.tokens[i]
    if token.key in words.relative:
        before = recent[-1][1] if recent else None
        near = before and scan.same(before.first, i) and before.last == i - (scan.key(i - 1) == ",")
        if near and token.key == "who" and (person := _of_home(scan, recent)):
            return person
        return recent[-1][2] if near and (token.key == "which" or before.sort != "state") else ()  # type: ignore[union-attr]
    if token.key == "it":
        return _itself(scan, i, recent)
    if token.key in _OBJECTS and (subject := _same_subject(scan, i, recent)):
        recent = [r for r in recent if r[2] != subject]
    if token.key == "its":
        return _its(scan, i, recent)
    if token.key in ("his", "her") and (own := _of_clause(scan, i, recent)):
        return own
    acts = token.key in ("he", "she", "they") and scan.key(i - 1) not in words.communication
    if token.key in words.plural:
        many = [r for r in recent if _are_many(scan, r[1]) and not _is_of_speaker(scan, i, r[1])]
        many = [r for r in many if not (acts and _tells_where(scan, i, r[1]))]
        return _subject(scan, token.sentence, many, acts=acts)
    gender = "m" if token.key in words.male else "f"
    if acts and (unnamed := _of_whom(scan, i, gender, recent)):
        return unnamed
    people = [r for r in recent if r[2][0] == "person" and genders.get(r[2], gender) == gender]
    if _is_said_dead(scan, i):
        # "Anna Bell, his lawyer, said he died": not who says so.
        said = {who for n, c, who in people if n == token.sentence and _is_plain(scan, c)}
        return _subject(scan, token.sentence, [r for r in people if r[2] not in said], acts=True)
    if acts and people and people[-1][0] < token.sentence:
        telling = {who for _, chunk, who in people if _speaks_for_owner(scan, chunk)}
        people = [r for r in people if r[2] not in telling] or people
        if scan.key(i + 1) not in words.communication:
            people = _told_of(scan, people, _described(scan, recent, gender))
    if acts and scan.key(i + 1) not in _LEFT:
        people = [r for r in people if r[0] == token.sentence or not _is_killed(scan, r[1])]
    if acts and (new := _new_one(token.sentence, recent)) and genders.get(new) == gender:
        return new
    if token.key == "him" and recent and recent[-1][1].last in (i - 1, i - 2) and scan.key(i - 2) != "and":
        people = [r for r in people if r[2] != recent[-1][2]]  # "Berg convicted him"
    told = acts and (_told_on(token.sentence, people) or _goes_on(token.sentence, token.key, recent))
    return told or _subject(scan, token.sentence, people or _described(scan, recent, gender), acts=acts)


def _of_clause(scan: Scan, i: int, recent: Sequence[tuple[int, Chunk, Identity]]) -> Identity:
    """Whose end a clause about him comes to: "the successor of Omar Said, who ruled until his death"; not where it
    names somebody else, "who fought Lang until his death"."""
    here = [r for r in recent if r[0] == scan.tokens[i].sentence and r[2][0] == "person" and r[1].sort != "unknown"]
    if not here or scan.key(i - 1) not in _UNTIL or here[-1][1].keys != ("who",):
        return ()
    _, last, who = here[-1]
    return who if scan.key(last.first - 1) == "," and "," not in scan.keys(last.last, i) else ()


def _are_many(scan: Scan, chunk: Chunk) -> bool:
    return (
        is_team(scan, chunk)
        or chunk.sort == "collective"
        or (chunk.sort == "pronoun" and chunk.keys[0] in scan.lexicon.words.plural)
    )


def _told_on(sentence: int, people: Sequence[tuple[int, Chunk, Identity]]) -> Identity:
    """Of whom a text goes on to tell past somebody who is new in the sentence before: "He moved to Oslo. The king gave
    him a medal. He died in 2009". What a text tells of it calls by pronouns (Grosz, Joshi and Weinstein 1995)."""
    if any(number == sentence for number, _, _ in people):
        return ()
    before = [(chunk, who) for number, chunk, who in people if number == sentence - 1]
    told = [who for chunk, who in before if chunk.sort == "pronoun"]
    if len(before) < 2 or before[0][0].sort == "pronoun" or not told or len(set(told)) > 1:
        return ()
    new = all(who != before[0][1] for number, _, who in people if number < sentence - 1)
    known = next((who for number, _, who in people if number == sentence - 2), ())
    return told[0] if new and told[0] == known != before[0][1] else ()


def _goes_on(sentence: int, key: str, recent: Sequence[tuple[int, Chunk, Identity]]) -> Identity:
    """Who has no name and whom the sentence before calls by the same pronoun and names nobody: "The man, a friend of
    Omar's, was held. In 2009 he was freed. He left"."""
    last = [(chunk, who) for number, chunk, who in recent if number == sentence - 1]
    alone = bool(last) and all(who[0] != "person" for _, who in last)
    alone = alone and all(number < sentence for number, _, _ in recent)
    same = alone and last[0][0].sort == "pronoun" and last[0][0].keys == (key,)
    return last[0][1] if same else ()


def _tells_where(scan: Scan, i: int, chunk: Chunk) -> bool:
    """Whether a body only tells in a phrase that opens a sentence where "they" did something: "outside parliament on
    Saturday, they left flowers"."""
    led = chunk.first - 1 - (scan.key(chunk.first - 1) in scan.lexicon.words.determiners)
    return scan.key(led) in _THERE and scan.tokens[led].first and scan.same(led, i)


def _is_of_speaker(scan: Scan, i: int, chunk: Chunk) -> bool:
    """Whether a "they" that did something to "us" or "my brother" cannot be people on the speaker's own side."""
    words = {scan.key(j) for j in range(i + 1, i + 2 + _KIN) if scan.same(i, j)}
    return not _FIRST.isdisjoint(words) and not _STRUCK.isdisjoint(chunk.keys)


def _is_killed(scan: Scan, chunk: Chunk) -> bool:
    """Whether a name stands behind a verb that says that its bearer was killed: "shot and killed Omar Said"."""
    near = range(chunk.first - 1, chunk.first - 2 - _KIN, -1)
    verb = next((j for j in near if scan.key(j) in _KILLED), -1)
    plain = all(scan.key(j)[:1].isalpha() for j in range(verb + 1, chunk.first))
    return verb > 0 and plain and scan.same(verb, chunk.first) and scan.key(verb - 1) not in _HELPING


def _its(scan: Scan, i: int, recent: Sequence[tuple[int, Chunk, Identity]]) -> Identity:
    """The body whose own something is: the one that its sentence, or else the one before, begins with."""
    token = scan.tokens[i]
    here = [r for r in recent if r[0] == token.sentence and r[1].form not in ("adjective", "modifier")]
    bodies = [r for r in here if r[2][0] in ("known", "organisation")]
    if not here and token.first:
        # "Harlow posted a loss. Its shares fell."
        last = [r for r in recent if r[0] == token.sentence - 1 and r[1].form not in ("adjective", "modifier")]
        return _subject(scan, token.sentence - 1, [r for r in last if r[2][0] in ("known", "organisation")])
    # "sanctions on Iraq after its invasion": what an event is told after is its own that was named last.
    return bodies[-1][2] if bodies and scan.key(i - 1) in _AFTER else _subject(scan, token.sentence, bodies)


def _is_said_dead(scan: Scan, i: int) -> bool:
    """Whether it is said that a pronoun died or was killed, which nobody says of himself."""
    if scan.key(i - 1 - (scan.key(i - 1) == "that")) not in scan.lexicon.words.communication:
        return False
    row = [key for key in scan.keys(i + 1, i + 1 + _KIN) if key not in _HELPING]
    return row[:1] == ["died"] or (scan.key(i + 1) in _HELPING and row[:1] in (["killed"], ["dead"], ["murdered"]))


def _speaks_for_owner(scan: Scan, chunk: Chunk) -> bool:
    """Whether a name is that of somebody's who only tells of them: "Her daughter, Ann Berg, said"."""
    words, comma = scan.lexicon.words, chunk.first - 1
    says = chunk.last + (scan.key(chunk.last) == ",")
    if scan.key(comma) != "," or scan.key(says) not in words.communication:
        return False
    return any(scan.key(j) in words.possessive and scan.same(j, comma) for j in range(comma - _KIN, comma))


def _told_of(
    scan: Scan, people: list[tuple[int, Chunk, Identity]], described: Sequence[tuple[int, Chunk, Identity]]
) -> list[tuple[int, Chunk, Identity]]:
    """The people without those who only said what the sentence before tells: "The gunman fled, said police chief Omar
    Said. He was held". Who has no title stays when nobody else can be meant."""
    telling = {who for _, chunk, who in people if _is_told_by(scan, chunk)}
    told = {who for _, chunk, who in people if chunk.sort != "description" and not _is_told_by(scan, chunk)}
    others = [r for r in people if r[2] not in telling - told]
    if others or any(number == people[-1][0] for number, _, _ in described):
        return others
    return [r for r in people if not r[1].role]


def _is_told_by(scan: Scan, chunk: Chunk) -> bool:
    """Whether a name ends a sentence as that of who says it and is not quoted: "…, said hospital spokesman Omar."."""
    words, last = scan.lexicon.words, _past_aside(scan, chunk.last)
    says = chunk.first - 1 - (scan.key(chunk.first - 1) in words.definite)
    behind = scan.key(says) == "," and scan.key(last) in words.communication  # "…, police chief Omar Said said."
    says, last = (last, last + 1) if behind else (says, chunk.last)
    before = chunk.first if behind else says
    before -= scan.key(before - 1) in words.definite
    told = scan.key(before - 1) == "," and scan.key(before - 2) not in _QUOTED
    ends = not scan.same(last - 1, last) or scan.key(last) in (".", ",")
    return told and scan.key(says) in words.communication and ends


def _past_aside(scan: Scan, comma: int) -> int:
    """The token behind an apposition before a verb of saying, "Omar, the police chief, said"; else the token itself."""
    end = next((j for j in range(comma + 1, comma + _ASIDE) if scan.key(j) == ","), -1)
    said = scan.key(comma) == "," and end > 0 and scan.key(end + 1) in scan.lexicon.words.communication
    return end + 1 if said and scan.same(comma, end + 1) else comma


def _described(
    scan: Scan, recent: Sequence[tuple[int, Chunk, Identity]], gender: str
) -> list[tuple[int, Chunk, Identity]]:
    """The people without names whom a pronoun can mean."""
    words = scan.lexicon.words
    own, other = (words.male_nouns, words.female_nouns)[:: 1 if gender == "m" else -1]
    described = [r for r in recent if r[2][0] == "description"]
    return [r for r in described if r[1].role in own] or [r for r in described if r[1].role not in other]


def _unnamed(sentence: int, recent: Sequence[tuple[int, Chunk, Identity]]) -> tuple[int, Chunk, Identity] | None:
    """Whom a sentence begins with that names no person, if anybody."""
    here = [r for r in recent if r[0] == sentence]
    return None if not here or any(r[2][0] == "person" for r in here) else here[0]


def _new_one(sentence: int, recent: Sequence[tuple[int, Chunk, Identity]]) -> Identity:
    """The new person whom a sentence begins with and names nobody else: "A woman was hurt when she fell"."""
    here = _unnamed(sentence, recent)
    return here[2] if here and here[1].article in _NEW and here[2][0] == "description" else ()


def _of_whom(scan: Scan, i: int, gender: str, recent: Sequence[tuple[int, Chunk, Identity]]) -> Identity:
    """Who has no name and heads the sentence before, of whom the talk goes on: a newcomer, or who is told of there."""
    token = scan.tokens[i]
    alone = all(number < token.sentence for number, _, _ in recent)
    newcomer = _newcomer(scan, token.sentence - 1, gender, recent) if token.first else ()
    return newcomer or (_holder(scan, token.sentence - 1, gender, recent) if alone else ())


def _newcomer(scan: Scan, sentence: int, gender: str, recent: Sequence[tuple[int, Chunk, Identity]]) -> Identity:
    """Who is told of for the first time at the head of a sentence that names no person, and so is "he" in the next one:
    "A second defendant was cleared. He left"."""
    words, here = scan.lexicon.words, _unnamed(sentence, recent)
    if here is None:
        return ()
    _, chunk, who = here
    head = scan.tokens[chunk.first].first or (chunk.article in ("a", "an") and scan.tokens[chunk.first - 1].first)
    new = chunk.sort == "description" and (chunk.article in ("a", "an") or scan.key(chunk.first) in ("a", "an"))
    other = words.female_nouns if gender == "m" else words.male_nouns
    return who if head and new and chunk.role.split()[-1:] not in ([noun] for noun in other) else ()


def _holder(scan: Scan, sentence: int, gender: str, recent: Sequence[tuple[int, Chunk, Identity]]) -> Identity:
    """Who has no name and is what the sentence before is about, where the people named in it only tell more of him:
    "The former minister, a member of Omar's party, was jailed. He left"."""
    words = scan.lexicon.words
    here = [r for r in recent if r[0] == sentence]
    if not here or here[0][2][0] != "description" or not _is_plain(scan, here[0][1]):
        return ()
    _, chunk, who = here[0]
    other = words.female_nouns if gender == "m" else words.male_nouns
    named = [r[1] for r in here if r[2][0] == "person"]
    told = all(one.form == "" and not _is_plain(scan, one) for one in named)
    # "The lawyer for Omar Said", "the father of Omar Said said": the talk may be of either.
    told = told and scan.key(chunk.last) != "for" and not any(scan.key(c.last) in words.communication for c in named)
    return who if named and told and chunk.role.split()[-1:] not in ([noun] for noun in other) else ()


def _of_home(scan: Scan, recent: Sequence[tuple[int, Chunk, Identity]]) -> Identity:
    """The person whom the last name only tells more of: "Ann Berg of the Green Party, who …"."""
    if len(recent) < 2 or recent[-2][1].sort != "person":
        return ()
    first, last = recent[-2][1].last, recent[-1][1].first
    first += scan.key(first) == ","
    between = scan.keys(first, last)
    plain = all(scan.tokens[j].capital or scan.key(j) in (",", "the") for j in range(first + 1, last))
    return recent[-2][2] if between[:1] in (("of",), ("from",)) and len(between) <= _PLACED and plain else ()


def _same_subject(scan: Scan, i: int, recent: Sequence[tuple[int, Chunk, Identity]]) -> Identity:
    """Who does what "and" ties to the clause before, and so is not the "him" or "them" there: "Omar met Lang and shot
    him"."""
    words, low = scan.lexicon.words, scan.key(i - 1)
    k = i - 2
    while scan.same(k, i) and (scan.tokens[k].shut or scan.key(k) in ("on", "in", "later") or scan.key(k)[-2:] == "ly"):
        k -= 1
    done = low.endswith("ed") or low in words.irregular
    after = scan.key(i + 1) if scan.same(i, i + 1) else ""
    noun = (
        scan.key(i) == "her" and after[:1].isalpha() and after not in words.functional and not scan.tokens[i + 1].shut
    )
    if not done or noun or scan.key(k) not in ("and", "but", "then") or not scan.same(k, i):
        return ()
    here = next(((chunk, who) for number, chunk, who in recent if number == scan.tokens[i].sentence), None)
    if here is None or here[0].last >= k or (here[0].sort == "pronoun" and not scan.tokens[here[0].first].first):
        return ()
    apart = words.communication | grammar.load().openers
    inner = any(scan.key(j) in apart for j in range(here[0].last, k))  # "Omar said Berg met Lang and shot him"
    return () if inner or scan.key(here[0].first - 1) in _PREPOSITIONS else here[1]


def _itself(scan: Scan, i: int, recent: Sequence[tuple[int, Chunk, Identity]]) -> Identity:
    """The body or state that says something, of itself or at all: "the navy said it arrested 23 pirates"."""
    words = scan.lexicon.words
    before = i - 1 - (scan.key(i - 1) == "that")
    after = scan.key(i + 1) if scan.same(i, i + 1) else ""
    here = scan.tokens[i].sentence
    done = scan.key(i + 2) if scan.same(i, i + 2) else ""
    deed = after in words.communication or after in words.deeds
    deed = deed or (after == "was" and done in _FOUNDED) or (after in ("has", "had") and done in words.deeds)
    if deed and all(number < here for number, _, _ in recent):
        # "Harlow posted a loss. Last week it said it would close a plant."
        known = [r for r in recent if r[0] == here - 1 and _is_body(r[1], r[2])]
        return _subject(scan, here - 1, [r for r in known if _is_plain(scan, r[1])] if scan.tokens[i].first else known)
    if scan.key(i - 1) in _UNTIL and after == "was" and scan.same(i - 1, i):
        # "Dawn ruled the land until it was ousted": the subject.
        first = next(((c, who) for number, c, who in recent if number == here), None)
        body = first is not None and first[0].sort in BODIES_AND_STATES and _is_plain(scan, first[0])
        return first[1] if body and first is not None else ()
    if not scan.same(before, i) or scan.key(before) not in words.communication:
        return ()
    if after not in words.irregular and not after.endswith("ed"):
        return ()
    bodies = {who: None for number, c, who in recent if number == here and c.sort in BODIES_AND_STATES}
    return next(iter(bodies)) if len(bodies) == 1 else ()


def _is_body(chunk: Chunk, who: Identity) -> bool:
    """Whether a name or noun is that of a body: "Harlow", "the doctors' union"."""
    return chunk.sort in ORGANISED or who[0] in _TAKEN_UP or chunk.form == "body"


def _subject(
    scan: Scan, sentence: int, recent: Sequence[tuple[int, Chunk, Identity]], *, acts: bool = False
) -> Identity:
    """The only candidate of this sentence, else of the one before; of several, the one that the sentence began with;
    for who acts, else the first when only it is no owner and stands behind no preposition."""
    for back in range(REACH + 1):
        here = [(chunk, who) for number, chunk, who in recent if number == sentence - back]
        if not here:
            continue
        if len({who for _, who in here}) == 1:
            return here[0][1]
        first = here[0][0].first
        opens = first == 0 or not scan.same(first - 1, first) or not scan.same(first - 3, first)
        plain = {who: None for chunk, who in here if acts and back and _is_plain(scan, chunk)}
        return here[0][1] if opens or list(plain) == [here[0][1]] else ()
    return ()


def _is_plain(scan: Scan, chunk: Chunk) -> bool:
    """Whether a name is no owner of what follows and stands behind no preposition."""
    owner = scan.key(chunk.last) == "s" or chunk.keys[0] in ("his", "her", "their", "its")
    before = chunk.first - 1 - (scan.key(chunk.first - 1) in scan.lexicon.words.definite)
    return not owner and scan.key(before) not in _BEFORE_OBJECTS
