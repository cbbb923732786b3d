"""Dates, triggers and actors of a document's sentences to event mentions: who did what to whom, when, how we know."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kb.extract.entries import announces, entries_of
from kb.extract.mentions import context
from kb.extract.mentions.around import Around
from kb.extract.mentions.attach import link
from kb.extract.mentions.candidates import Candidate, find_candidates
from kb.extract.mentions.chains import opening
from kb.extract.mentions.charged import Killed
from kb.extract.mentions.fatal import with_dead
from kb.extract.mentions.figures import Harm, count_harm
from kb.extract.mentions.headline import cut
from kb.extract.mentions.home import home_of, is_at_home
from kb.extract.mentions.items import harm_of_item, place_of_item
from kb.extract.mentions.pairs import paired
from kb.extract.mentions.periods import join_days
from kb.extract.mentions.protagonist import led_by, protagonist
from kb.extract.mentions.reach import reach
from kb.extract.mentions.readings import Home, Read, Reading, fold
from kb.extract.mentions.roles import participants, references
from kb.extract.mentions.scene import places_of
from kb.extract.mentions.seats import land_of_law, town_of_whom
from kb.extract.mentions.sections import of_section, sections_of
from kb.extract.mentions.serial import told_again
from kb.extract.mentions.spots import spots_of
from kb.extract.mentions.suspects import is_attributed
from kb.extract.mentions.taken import taken_up
from kb.extract.mentions.talk import owner
from kb.extract.mentions.tokens import analyse
from kb.extract.mentions.tolls import but_tolls
from kb.extract.mentions.undated import undated
from kb.extract.mentions.unsaid import unsaid
from kb.extract.mentions.verbs import name_tokens
from kb.extract.mentions.victims import ONE
from kb.extract.mentions.where import is_here, stated
from kb.extract.sentences import is_date_line
from kb.lexicon import triggers
from kb.model import Actor, Certainty, DateMention, Document, Figure, Mention, Participant, PlaceMention, Sentence, Span
from kb.when import When

_GAP = 40
_OF_ONE = ("slaying", "murder", "assassination")  # as nouns


def find_mentions(
    document: Document,
    sentences: Sequence[Sentence],
    dates: Sequence[DateMention],
    actors: Sequence[Actor],
    places: Sequence[PlaceMention],
) -> tuple[Mention, ...]:
    """The event mentions of a document in the order of their triggers; every one has a date."""
    read, readings = readings_of(document, sentences, dates, actors, places)
    found = mentions_of(document, read, readings)
    return tuple(sorted(found, key=lambda mention: (mention.trigger, mention.type)))


def readings_of(
    document: Document,
    sentences: Sequence[Sentence],
    dates: Sequence[DateMention],
    actors: Sequence[Actor],
    places: Sequence[PlaceMention],
) -> tuple[list[Read], list[Reading]]:
    """The sentences that may tell of something, and what of it has a date."""
    read = _read(document, sentences, dates, actors, places)
    return read, context.place_in_time(read, dates, document)


def _read(
    document: Document,
    sentences: Sequence[Sentence],
    dates: Sequence[DateMention],
    actors: Sequence[Actor],
    places: Sequence[PlaceMention],
) -> list[Read]:
    """Each sentence that holds a date or a trigger word, with its candidates and the dates linked to them."""
    firsts = triggers.load().firsts
    named = sorted(((span, actor) for actor in actors for span in actor.mentions), key=lambda pair: pair[0])
    date_starts = [d.span.start for d in dates]
    name_starts = [span.start for span, _ in named]
    place_starts = [p.span.start for p in places]
    home, entries = home_of(document.text, sentences, places), entries_of(document.text, sentences, dates)
    sections = sections_of(document.text, sentences, places)
    home = Home() if home.lead in sections else home  # "Yemen: …" is no dateline there
    read: list[Read] = []
    for number, sentence in enumerate(sentences):
        inside = [_within(starts, sentence.span) for starts in (date_starts, name_starts, place_starts)]
        words = sentence.span.of(document.text).lower().split()
        if not inside[0] and firsts.isdisjoint(word.strip(".,;:!?\"'“”‘’()`") for word in words):
            continue
        near = join_days(document.text, dates[slice(*inside[0])], document.published) if inside[0] else []
        clauses = analyse(document.text, sentence.span, near, entry=sentence.paragraph in entries)
        clauses = replace(clauses, unsaid=unsaid(clauses))
        refs = references(clauses, named[slice(*inside[1])]) if inside[1] else ()
        named_places = tuple(places[slice(*inside[2])]) if inside[2] else ()
        names = name_tokens(clauses, refs, named_places)
        told = not (is_date_line(document.text, sentence.span) or announces(sentence.span.of(document.text)))
        candidates = find_candidates(clauses, names, _ahead(near, document.published)) if told else ()
        links = but_tolls(clauses, link(clauses, candidates, near, document.published))
        links = told_again(clauses, candidates, links, near)
        explicit = fold(clauses, candidates, links, near)
        unread = any(d.type in ("DATE", "TIME") and "X" in d.value and not _anchored(d) for d in near)
        left = undated(clauses, candidates, explicit)
        spots = paired(clauses, spots_of(document.text, clauses, candidates, named_places), candidates)
        headed = clauses.body > sentence.span.start or number == home.lead
        under = sections.get(number, "")
        at = Home() if under else home
        read.append(Read(number, sentence, clauses, candidates, explicit, left, refs, spots, unread, at, headed, under))
    return read


def _within(starts: Sequence[int], span: Span) -> tuple[int, int] | None:
    low, high = bisect_left(starts, span.start), bisect_left(starts, span.end)
    return (low, high) if low < high else None


def _ahead(dates: Sequence[DateMention], published: When | None) -> frozenset[int]:
    """The numbers of the dates that lie after the day of publication, "later this week" among them."""
    if published is None or not published.anchored:
        return frozenset()
    end = published.bounds[1]
    known = [(i, d.when.bounds, d.mod) for i, d in enumerate(dates) if d.when is not None and d.when.anchored]
    return frozenset(i for i, (low, high), mod in known if low > end or (mod == "END" and high > end))


def _anchored(mention: DateMention) -> bool:
    return mention.when is not None and mention.when.anchored


def mentions_of(document: Document, read: Sequence[Read], readings: Sequence[Reading]) -> list[Mention]:
    """The mentions that readings make, in their order; a place may come from another sentence of the document."""
    around, killed = Around(document.text), Killed(read, document.text)
    made = [_mention(document, reading, around, killed, read) for reading in readings]
    if lead := protagonist(document, read):
        made = [led_by(lead, reading, mention) for reading, mention in zip(readings, made, strict=True)]
    found = with_dead(readings, made, read)
    places = places_of(readings, [mention.place for mention in found], read)
    return [
        replace(mention, place=place or _at_home(reading, mention) or _of_folk(reading, mention) or of_section(reading))
        for reading, mention, place in zip(readings, found, places, strict=True)
    ]


def _of_folk(reading: Reading, mention: Mention) -> str:
    """The land whose law acts, or the town of whom something befell, who is tried by a verb ("a Leeds man was charged")
    and not by a noun ("the verdict on the killer of a Leeds man")."""
    told = mention.type != "JUSTICE" or not reading.candidate.noun
    return land_of_law(mention) or (town_of_whom(mention, reading.read.spots) if told else "")


def _at_home(reading: Reading, mention: Mention) -> str:
    return reading.read.home.town if is_at_home(reading, mention.participants, mention.published) else ""


def _mention(document: Document, reading: Reading, around: Around, killed: Killed, all_read: Sequence[Read]) -> Mention:
    """The mention that a reading makes: with its actors, place, figures and headline; "here" is the place of the
    dateline."""
    read, candidate = reading.read, reading.candidate
    clauses = read.clauses
    trigger = Span(clauses.tokens[opening(clauses, candidate)].start, clauses.tokens[candidate.last].end)
    certainty = _certainty(reading, document.published)
    counts = reading.counts and certainty != "planned"  # nobody is dead of what is only to be done
    harm = Harm(None, None)
    if counts:
        protest = reading.type == "PROTEST"
        harm = count_harm(clauses, *reach(read, candidate), own=candidate.first, protest=protest)
        harm = harm_of_item(clauses, candidate, harm)
    actors = participants(clauses, candidate, read.refs, document.text) or owner(all_read, reading, document.text)
    actors += taken_up(all_read, reading, actors, document.text)
    actors = killed.charged(reading, actors)
    place = stated(clauses, candidate, read.candidates, read.spots, actors, kind=reading.type, refs=read.refs)
    evidence, word = read.sentence.span.of(document.text), trigger.of(document.text)
    return Mention(
        document=document.id,
        sentence=read.sentence.span,
        trigger=trigger,
        evidence=evidence,
        word=word,
        headline=cut(document.text, clauses, candidate),
        date=reading.date,
        basis=reading.basis,
        type=reading.type,
        mode=reading.mode,
        certainty=certainty,
        confidence=reading.confidence,
        participants=actors,
        place=place_of_item(candidate, place, read.spots) or (read.home.town if is_here(clauses, candidate) else ""),
        killed=harm.killed or (_named(candidate, word, actors, "killed", evidence) if counts else None),
        injured=harm.injured or (None if harm.killed else _named(candidate, word, actors, "injured", evidence)),
        published=document.published,
        around=around.of(read.sentence.span),
    )


def _certainty(reading: Reading, published: When | None) -> Certainty:
    candidate, read = reading.candidate, reading.read
    if candidate.certainty == "asserted" and is_attributed(read.clauses, candidate, read.refs):
        return "alleged"
    return "planned" if _is_to_come(reading, published) else candidate.certainty


def _is_to_come(reading: Reading, published: When | None) -> bool:
    """Whether an event noun or a verb that is no past is told as a fact of a day that lies ahead: "the trial resumes on
    Friday", "when he is sentenced on Friday", "before returning on Friday"; so is what is "effective Feb. 1", and what
    was called for a day: "called a strike for Friday"."""
    candidate = reading.candidate
    present = not {"is", "are"}.isdisjoint(reading.read.clauses.lows(candidate.first - 3, candidate.first))
    present = present or (candidate.passive and reading.read.clauses.prior[candidate.first] == "'s")
    present = present or "third" in triggers.load().forms(reading.read.clauses.low(candidate.first))  # "reports"
    told = candidate.noun or present or not candidate.finite or "effective" in reading.read.clauses.words
    told = told or candidate.lemma.startswith("call a ")
    told = told and candidate.certainty == "asserted" and reading.basis == "explicit"
    known = published is not None and published.anchored and reading.date.anchored
    return told and published is not None and known and reading.date.bounds[0] > published.bounds[1]


def _named(candidate: Candidate, word: str, actors: Sequence[Participant], harm: str, evidence: str) -> Figure | None:
    """The number of people named as killed or injured, when the trigger itself says so and nobody else is; a murder is
    that of one."""
    targets = [actor for actor in actors if actor.role == "target"]
    if candidate.group.harm != harm:
        return None
    if not targets and candidate.noun and candidate.light < 0 and word.lower() in _OF_ONE:
        return ONE
    if not targets or any(actor.kind != "person" for actor in targets):
        return None
    count = len(targets) if _are_joined(evidence, [actor.words for actor in targets]) else 1
    return Figure(count, count, count)


def _are_joined(evidence: str, words: Sequence[str]) -> bool:
    """Whether names stand in one list ("Ali, Omar and Zaid"); else they may be names of one."""
    spans = sorted((evidence.find(word), len(word)) for word in words if word)
    gaps = [evidence[at + size : then] for (at, size), (then, _) in pairwise(spans)]
    return all(len(gap) < _GAP for gap in gaps) and any(" and " in gap for gap in gaps)
