"""How long questions to a million events take, in the store and as whole commands.

The store is written by the store's own writer, which takes ten minutes, and kept between runs."""

import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

from figure import BIN, Figure, run

from kb.merge import hooks, signs
from kb.merge.derive import derive
from kb.model import EVENT_TYPES, Actor, ActorGroup, Block, Document, Extraction, Kind, Mention, Participant, Role, Span
from kb.store import Filter, Store, open_store
from kb.when import Grain, When

EVENTS = 1_000_000
MENTIONS_OF_A_DOCUMENT = 10
DOCUMENTS_AT_A_TIME = 1000
FIRST_DAY, DAYS = 730_000, 20 * 365
KINDS: tuple[Kind, ...] = ("person", "person", "organisation", "armed group", "state")
ROLES: tuple[Role, ...] = ("source", "target", "other")
TOLD = 40_000  # names; as in news, a few of them stand in most events
SYLLABLES = "ba de fi go ku la me ni po ru sa te vi wo xu an er il".split()
WORDS = (
    "attack troops base village rocket police minister talks court strike convoy border market school hospital bridge "
    "election crowd protest soldiers fighters rebels drone camp prison judge letter vote treaty embassy pipeline port"
).split()


def build(path: Path, events: int) -> None:
    """Make the store of so many events, unless it is there."""
    if path.exists():
        return
    making = path.with_name(f"{path.name}.making")
    making.unlink(missing_ok=True)
    chance = random.Random(events)
    known: set[tuple[str, Kind]] = set()
    with open_store(making, create=True) as store:
        for start in range(0, events // MENTIONS_OF_A_DOCUMENT, DOCUMENTS_AT_A_TIME):
            _write(store, list(_documents(chance, start, events)), known)
            print(f"\r{start * MENTIONS_OF_A_DOCUMENT:,} events", end="", file=sys.stderr)
        store.tidy(events)
    print(file=sys.stderr)
    making.rename(path)


def _write(store: Store, found: list[Extraction], known: set[tuple[str, Kind]]) -> None:
    """Each mention is an event of its own, each name an actor: nothing is merged."""
    with store.writing():
        for extraction in found:
            store.save(extraction, fingerprint="f")
        new = {(actor.name, actor.kind) for extraction in found for actor in extraction.actors} - known
        store.regroup([ActorGroup(name, kind, frozenset({(name, kind)})) for name, kind in sorted(new)])
        known |= new
        mentions = [mention for extraction in found for mention in extraction.mentions]
        blocks = [Block(one.founds, (one,), (derive([one]),)) for one in mentions]
        hung = [(one, hooks(signs(one, 0)).own) for one in mentions]
        store.save_events([block.name for block in blocks], blocks, hung)


def _documents(chance: random.Random, start: int, events: int) -> Iterator[Extraction]:
    for number in range(start, min(start + DOCUMENTS_AT_A_TIME, events // MENTIONS_OF_A_DOCUMENT)):
        day = FIRST_DAY + chance.randrange(DAYS)
        id = f"{number}.txt"
        mentions: list[Mention] = []
        text = ""
        for _ in range(MENTIONS_OF_A_DOCUMENT):
            mention = _mention(chance, id, day, len(text))
            mentions.append(mention)
            text += f"{mention.evidence} "
        people = {(one.name, one.kind) for mention in mentions for one in mention.participants}
        document = Document(id, text, f"Report {number}", When.of_day(day), "metadata", "", "Wire")
        yield Extraction(document, (), (), [Actor(name, kind) for name, kind in sorted(people)], mentions)


def _mention(chance: random.Random, document: str, day: int, at: int) -> Mention:
    words = chance.choices(WORDS, k=14)
    evidence = f"{' '.join(words).capitalize()}."
    names = {_name(int(TOLD * chance.random() ** 3)) for _ in range(chance.randrange(1, 4))}
    people = [Participant(name, chance.choice(ROLES), kind, name) for name, kind in sorted(names)]
    published = When.of_day(day)
    return Mention(
        document=document,
        sentence=Span(at, at + len(evidence)),
        trigger=Span(at, at + len(words[0])),
        evidence=evidence,
        word=words[0].capitalize(),
        headline=" ".join(words[:9]).capitalize(),
        date=When.of_day(day - chance.randrange(10)),
        basis="explicit",
        type=chance.choice(EVENT_TYPES),
        participants=tuple(people),
        place=f"{_syllables(chance.randrange(600), 2).capitalize()}grad",
        published=published,
    )


def _name(number: int) -> tuple[str, Kind]:
    kind = KINDS[number % len(KINDS)]
    return f"{_syllables(number, 2).capitalize()} {_syllables(number * 7919 % TOLD, 4).capitalize()}", kind


def _syllables(number: int, count: int) -> str:
    return "".join(SYLLABLES[number // len(SYLLABLES) ** place % len(SYLLABLES)] for place in range(count))


def figures(folder: Path) -> Iterator[Figure]:
    path = folder / "million.db"
    build(path, EVENTS)
    with open_store(path) as store:
        for name, (query, _) in QUESTIONS.items():
            yield Figure("a million events", f"{name}, in the store", 1000 * _seconds(query, store), "ms", 50)
    for name, (_, words) in QUESTIONS.items():
        took = run([BIN / "kb", "--db", path, *words], rounds=3)
        yield Figure("a million events", f"{name}, kb {words[0]}", 1000 * took.seconds, "ms", 400)


def _seconds(query: Callable[[Store], object], store: Store) -> float:
    times = []
    for _ in range(5):
        start = perf_counter()
        query(store)
        times.append(perf_counter() - start)
    return min(times)


DAY = When.of_day(FIRST_DAY + DAYS // 2)
UNTIL = When.of_day(FIRST_DAY + DAYS // 2 + 10)
MONTH = When(Grain.MONTH, DAY.year, DAY.number)
ACTOR = _name(0)[0]  # the one of most events
SHOWN = 50
QUESTIONS: dict[str, tuple[Callable[[Store], object], list[str]]] = {
    "the events of a day": (lambda store: store.select(Filter(on=DAY)), ["timeline", "--on", str(DAY)]),
    "a month with an actor": (
        lambda store: store.select(Filter(on=MONTH, actor=ACTOR)),
        ["timeline", "--on", str(MONTH), "--actor", ACTOR],
    ),
    "a common word in ten days": (
        lambda store: store.select(Filter(words=WORDS[0], start=DAY, end=UNTIL)),
        ["timeline", WORDS[0], "--from", str(DAY), "--to", str(UNTIL)],
    ),
    "a phrase in ten days": (
        lambda store: store.select(Filter(words=f'"{WORDS[0]} {WORDS[1]}"', start=DAY, end=UNTIL)),
        ["timeline", f'"{WORDS[0]} {WORDS[1]}"', "--from", str(DAY), "--to", str(UNTIL)],
    ),
    f"the {SHOWN} most frequent actors": (
        lambda store: store.actors(Filter(), slice(SHOWN)),
        ["actors", "--limit", str(SHOWN)],
    ),
    "one actor": (lambda store: store.actor(_name(TOLD // 2)[0]), ["actors", _name(TOLD // 2)[0]]),
}
