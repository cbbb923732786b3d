"""Events built by hand, for the tests of views and exports."""

import io
import json

from openpyxl import load_workbook
from pyarrow import parquet

from kb.model import Event, Figure, Mention, Participant, Span
from kb.when import Date, from_edtf

KATAIB = Participant("Kataib Hizbullah", "source", "armed group", "the militia")
UNITED_STATES = Participant("United States", "target", "state", "U.S.")
PENTAGON = Participant("Pentagon", "other", "organisation", "the Pentagon")


def mention(
    document: str = "a.txt", *, evidence: str = "Rockets hit the base.", word: str = "hit", **more: object
) -> Mention:
    """A mention whose sentence begins at character 100 of its document."""
    at = 100 + max(evidence.find(word), 0)
    facts: dict[str, object] = {
        "headline": evidence.rstrip("."),
        "date": from_edtf("2019-12-27"),
        "basis": "explicit",
        "type": "ASSAULT",
        "confidence": 0.8,
        "participants": (KATAIB, UNITED_STATES),
    }
    spans = (Span(100, 100 + len(evidence)), Span(at, at + len(word)))
    return Mention(document, *spans, evidence, word, **{**facts, **more})  # type: ignore[arg-type]


def event(date: str | None = "2019-12-27", *, mentions: tuple[Mention, ...] = (), **more: object) -> Event:
    """An event told by one mention, or by those given."""
    when: Date | None = from_edtf(date) if date else None
    mentions = mentions or (mention(date=when),)
    facts: dict[str, object] = {
        "id": "a1b2c3d4e5f6",
        "basis": "explicit",
        "type": "ASSAULT",
        "mode": "",
        "certainty": "asserted",
        "headline": mentions[0].headline,
        "confidence": 0.8,
        "participants": (KATAIB, UNITED_STATES),
        "place": "Kirkuk",
        "killed": None,
        "injured": None,
    }
    return Event(date=when, mentions=mentions, **{**facts, **more})  # type: ignore[arg-type]


def disputed() -> Event:
    """Two sources that differ on the dead: at least 25, and 19 to 31."""
    strikes = "The strikes on December 29 killed at least 25 fighters."
    said = (strikes, f"{strikes[:-1]}, it says.")
    tolls = (Figure(25, 25, None), Figure(19, 28, 31))
    told = tuple(
        mention(document, evidence=words, word="killed", killed=toll, date=from_edtf("2019-12-29"))
        for document, words, toll in zip(("a.txt", "b.txt"), said, tolls, strict=True)
    )
    return event("2019-12-29", mentions=told, killed=Figure(19, 25, 31), injured=Figure(12, 12, 12), id="d15b0ed00000")


def _sheets(data: bytes) -> str:
    """The cells of a workbook as Excel shows them: days without a time."""
    book = load_workbook(io.BytesIO(data))
    rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
    return "\n".join("\t".join(str(cell).removesuffix(" 00:00:00") for cell in row if cell is not None) for row in rows)


def _table(data: bytes) -> str:
    return json.dumps(parquet.read_table(io.BytesIO(data)).to_pylist(), ensure_ascii=False, default=str)


READ = {
    "xlsx": _sheets,
    "parquet": _table,
    "png": lambda image: f"{image[:4]!r}",
}
