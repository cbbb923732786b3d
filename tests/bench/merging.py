"""How long it takes to merge many documents, by the processor's clock: the sample articles, told again by four papers a
story, each story on other days and by people and groups of other names."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from figure import Figure
from texts import ARTICLES, SYLLABLES

from kb.extract import extract
from kb.model import Actor, Document, Extraction, name_number
from kb.read import read_source
from kb.settle import settle
from kb.store import Store, Touched, open_store
from kb.when import Date, Grain, Interval, When

COUNTS = (1_000, 10_000, 100_000)
PAPERS = 4
BATCH = 64
DAYS_APART = 2


def copies(count: int) -> Iterator[Extraction]:
    """So many documents as they would be read."""
    read = [extract(one) for one in read_source(str(ARTICLES)) if isinstance(one, Document)]
    for number in range(count):
        base, story, paper = read[number % len(read)], number // (len(read) * PAPERS), number // len(read) % PAPERS
        yield _told(base, f"{number}.txt", story, paper)


def _told(base: Extraction, name: str, story: int, paper: int) -> Extraction:
    document = replace(base.document, id=name, published=_later(base.document.published, story))
    mentions = [
        replace(
            one,
            document=name,
            evidence=f"{one.evidence} ({paper})",
            date=_later(one.date, story),
            published=document.published,
            participants=tuple(replace(p, name=_other(p.name, p.kind, story)) for p in one.participants),
            around=tuple(sorted(name_number(f"{name} {story}") for name in one.around)),
        )
        for one in base.mentions
    ]
    actors = [Actor(_other(one.name, one.kind, story), one.kind, ()) for one in base.actors]
    return Extraction(document, (), (), actors, mentions)


def _other(name: str, kind: str, story: int) -> str:
    """States stay who they are; whoever else has a name has one of its own in each story."""
    if kind in ("state", "collective"):
        return name
    return f"{name} {_syllables(story).capitalize()}"


def _syllables(story: int) -> str:
    return "".join(SYLLABLES[story // len(SYLLABLES) ** place % len(SYLLABLES)] for place in range(4))


def _later(date: Date | None, story: int) -> Date | None:
    if date is None or not date.anchored:
        return date
    if isinstance(date, Interval):
        first, last = (end and _shifted(end.to(Grain.DAY), story) for end in (date.first, date.last))
        return Interval(first, last)
    return _shifted(date, story)


def _shifted(when: When, story: int) -> When:
    return when.shift(-DAYS_APART * story, Grain.DAY) if when.grain >= Grain.WEEK else when.shift(-story // 10)


def seconds(count: int) -> tuple[float, int, int]:
    """How long merging took, without making the documents, and how many mentions and events there are."""
    taken, mentions = 0.0, 0
    with TemporaryDirectory() as folder, open_store(Path(folder, "kb.db"), create=True) as store:
        batch: list[Extraction] = []
        for one in copies(count):
            batch.append(one)
            mentions += len(one.mentions)
            if len(batch) == BATCH:
                taken += _write(store, batch)
                batch = []
        taken += _write(store, batch)
        return taken, mentions, store.count()


def _write(store: Store, batch: list[Extraction]) -> float:
    start = process_time()
    with store.writing():
        touched = Touched()
        for one in batch:
            touched.add(store.save(one, fingerprint="f"))
        settle(store, touched)
    return process_time() - start


def figures(folder: Path) -> Iterator[Figure]:
    for count in COUNTS:
        taken, mentions, events = seconds(count)
        what = f"merging {count:,} documents: {mentions:,} mentions, {events:,} events"
        yield Figure("merging", what, 1000 * taken / count, "ms a document")
