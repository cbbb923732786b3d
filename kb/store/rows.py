"""Between records and rows, both ways."""

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any

from kb.model import Document, Edited, Event, Figure, Mention, Participant, Span, fold, noun_of, numbers
from kb.when import Date, Interval, When, iso, restored

MENTION_COLUMNS = (
    "id founds document date clock basis type mode certainty confidence trigger "
    "headline headline_start headline_end evidence place "
    "killed_low killed_best killed_high injured_low injured_best injured_high "
    "sentence_start sentence_end trigger_start trigger_end around"
).split()
EVENT_COLUMNS = (
    "id date date_min date_max first_day last_day extent clock basis type mode certainty confidence headline teller "
    "place killed_low killed_best killed_high injured_low injured_best injured_high sources mentions home "
    "hidden accepted edited"
).split()


_AROUND = 3  # bytes of a number that stands for a name around a sentence


def insert_sql(table: str, columns: Sequence[str]) -> str:
    names = ", ".join(f'"{column}"' for column in columns)
    return f"INSERT INTO {table} ({names}) VALUES ({marks(columns)})"


def marks(values: Sequence[object]) -> str:
    """As many question marks as values."""
    return ", ".join("?" * len(values))


def in_chunks(values: Iterable[Any], size: int = 500) -> Iterator[list[Any]]:
    """The values in lists that fit the parameters of one statement."""
    chunk: list[Any] = []
    for value in values:
        chunk.append(value)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def in_blocks(which: str, blocks: Sequence[str]) -> str:
    """The condition that mentions, which found something, or events, which have an id, are in these blocks: a block is
    called by its first, which has no other home."""
    table, own = which.split(".")
    these = ", ".join(f"?{number}" for number, _ in enumerate(blocks, 1))
    return f"({table}.home IN ({these}) OR ({table}.home IS NULL AND {table}.{own} IN ({these})))"


def figure(low: int | None, best: int | None, high: int | None) -> Figure | None:
    return None if low is best is high is None else Figure(low, best, high)


def published(text: str | None) -> When | None:
    """A publication date; an interval (a week) gives its first day."""
    found = restored(text)
    return found.first if isinstance(found, Interval) else found


def days(found: Date | None) -> tuple[str | None, str | None, int | None, int | None, int]:
    """The columns date_min, date_max, first_day, last_day, extent."""
    extent = int(found is not None and "/" in found.edtf)
    if found is None or not found.anchored:
        return None, None, None, None, extent
    low, high = found.bounds
    return iso(low), iso(high), low, high, extent


def document_source(document: Document) -> str:
    return fold_source(" ".join((document.publisher, document.url, document.title, document.id)))


def fold_source(text: str) -> str:
    """Lower case, but with the points and slashes that tell one address from another."""
    return " ".join(text.casefold().split())


def packed(text: str) -> bytes | str:
    """A text as the archives of SQLite keep a file: compressed by zlib where that makes it shorter."""
    plain = text.encode()
    short = zlib.compress(plain, 9)
    return short if len(short) < len(plain) else text


def unpacked(kept: bytes | str) -> str:
    """The text that `packed` made this of."""
    return kept if isinstance(kept, str) else zlib.decompress(kept).decode()


def around_packed(names: Iterable[int]) -> bytes:
    """The numbers that stand for the names around a sentence, as its row has them."""
    return b"".join(number.to_bytes(_AROUND) for number in sorted(set(names)))


def _around_unpacked(kept: bytes) -> tuple[int, ...]:
    return tuple(int.from_bytes(kept[at : at + _AROUND]) for at in range(0, len(kept), _AROUND))


def headline_row(headline: str, evidence: str) -> tuple[str, int, int]:
    """A headline that is part of its sentence is kept as the characters it has there, any other as it is."""
    at = evidence.find(headline)
    return ("", at, at + len(headline)) if at >= 0 else (headline, 0, 0)


def mention_row(mention: Mention, document: int) -> tuple[Any, ...]:
    """The values of MENTION_COLUMNS; until it is merged a mention is a block of its own."""
    return (
        *(mention.id, mention.founds, document),
        *(mention.date.edtf if mention.date else None, mention.date.clock if mention.date else ""),
        *(mention.basis, mention.type, mention.mode, mention.certainty, mention.confidence),
        *(mention.word, *headline_row(mention.headline, mention.evidence), mention.evidence, mention.place),
        *(*numbers(mention.killed), *numbers(mention.injured)),
        *(mention.sentence.start, mention.sentence.end, mention.trigger.start, mention.trigger.end),
        around_packed(mention.around),
    )


def mention(row: sqlite3.Row, participants: Sequence[Participant]) -> Mention:
    """A mention from a row of mentions joined with its document's id and publication date."""
    return Mention(
        document=row["document_id"],
        sentence=Span(row["sentence_start"], row["sentence_end"]),
        trigger=Span(row["trigger_start"], row["trigger_end"]),
        evidence=row["evidence"],
        word=row["trigger"],
        headline=row["headline"] or row["evidence"][row["headline_start"] : row["headline_end"]],
        date=restored(row["date"], row["clock"]),
        basis=row["basis"],
        type=row["type"],
        mode=row["mode"],
        certainty=row["certainty"],
        confidence=row["confidence"],
        participants=tuple(participants),
        place=row["place"],
        killed=figure(row["killed_low"], row["killed_best"], row["killed_high"]),
        injured=figure(row["injured_low"], row["injured_best"], row["injured_high"]),
        published=published(row["published"]),
        around=_around_unpacked(row["around"]),
    )


def event_row(event: Event, block: str, mentions: Sequence[int]) -> tuple[Any, ...]:
    """The values of EVENT_COLUMNS, by the keys of its mentions; a headline that one of them has is not kept again."""
    teller = next(
        (key for key, one in zip(mentions, event.mentions, strict=True) if one.headline == event.headline), None
    )
    headline = event.headline if teller is None else ""
    return (
        *(event.id, event.date.edtf if event.date else None),
        *(*days(event.date), event.date.clock if event.date else ""),
        *(event.basis, event.type, event.mode, event.certainty, event.confidence, headline, teller, event.place),
        *(*numbers(event.killed), *numbers(event.injured)),
        *(
            event.sources,
            len(event.mentions),
            None if block == event.id else block,
            int(event.hidden),
            int(event.accepted),
        ),
        json.dumps([[one.field, one.made, one.derived] for one in event.edited], ensure_ascii=False),
    )


def event(row: sqlite3.Row, participants: Sequence[Participant], mentions: Mapping[int, Mention]) -> Event:
    """An event from its row, with its mentions by their keys."""
    return Event(
        id=row["id"],
        date=restored(row["date"], row["clock"]),
        basis=row["basis"],
        type=row["type"],
        mode=row["mode"],
        certainty=row["certainty"],
        headline=row["headline"] if row["teller"] is None else mentions[row["teller"]].headline,
        confidence=row["confidence"],
        participants=tuple(participants),
        place=row["place"],
        killed=figure(row["killed_low"], row["killed_best"], row["killed_high"]),
        injured=figure(row["injured_low"], row["injured_best"], row["injured_high"]),
        mentions=tuple(mentions.values()),
        edited=tuple(Edited(*one) for one in json.loads(row["edited"])),
        hidden=bool(row["hidden"]),
        accepted=bool(row["accepted"]),
    )


def hook(name: str) -> int:
    """The number that stands for a hook, of 31 bits, which SQLite keeps in four bytes; the few that share one are told
    apart by who asks."""
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=7).digest()) & 0x7FFFFFFF


def same_mention(mention: Mention) -> tuple[str, int, int, str, str]:
    """What tells a mention from every other of a store."""
    when = mention.date.edtf if mention.date else ""
    return mention.document, mention.trigger.start, mention.trigger.end, mention.type, when


def folded(name: str) -> str | None:
    """A name as it is compared, where that is another than SQLite's own lower case of it, which knows ASCII alone."""
    wanted = fold(name)
    return None if name.isascii() and name.lower() == wanted else wanted


def last_word(name: str, kind: str) -> str:
    return fold(noun_of(name)).split(" ")[-1] if kind == "person" else ""
