"""docs/exports.md says what each format keeps and loses: the table is held against what the formats write."""

import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from samples import READ, disputed, event, mention

from kb.export import NAMES, TAKES, About, left_out, parts
from kb.model import Event

PAGE = (Path(__file__).parent.parent / "docs" / "exports.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if line.startswith("|")]
HEAD, TABLE = ROWS[0][1:], {row[0]: dict(zip(ROWS[0][1:], row[1:], strict=True)) for row in ROWS[2:]}
LINK = "https://example.org/story"
ABOUT = About(documents={"a.txt": SimpleNamespace(title="", publisher="", author="", url=LINK, published_basis="none")})


def dated(date: str) -> Event:
    """An event with this date, told by a sentence that gives none."""
    return event(date, mentions=(mention(date=None),))


def clocked() -> Event:
    made = dated("2019-12-27")
    return replace(made, date=replace(made.date, clock="14:30"))  # type: ignore[type-var]


TOLD = disputed()
# For each column: an event that has it, how data says it, and how words do.
PROBES: dict[str, tuple[Event, str, str]] = {
    "month only": (dated("2019-12"), r"2019-12(?![-\d])|\"month\": 12\s*\}", "December 2019"),
    "period": (
        dated("2019-12-29/2019-12-31"),
        r"2019-12-29/2019-12-31|2019-12-29[^§]{0,20}endDate[^§]{0,5}2019-12-31|2019-12-29[^:]*2019-12-31|"
        r"\"day\": 29[^§]*\"day\": 31|20191229[^§]*20200101",
        "between 29 and 31 December 2019",
    ),
    "about": (dated("2019-12-27~"), r"2019-12-27~", "about Friday 27 December 2019"),
    "no year": (dated("XXXX-12-27"), r"XXXX-12-27", "27 December, year unknown"),
    "time of day": (clocked(), r"T14:30|\"time\": \"14:30", "14:30"),
    "low and high": (TOLD, r"19[^§]{0,40}31(?! by)", r"19-31 by source"),
    "every sentence": (TOLD, ", it says", ", it says"),
    "each source's figures": (
        TOLD,
        r"\"(?:killed_)?low\": 25,[^§]*high\": 31|\t25\t25\t[^§]*\t28\t31\t",
        "at least 25 killed[^§]*19-31 killed",
    ),
    "certainty": (event(certainty="alleged"), r"alleged", "alleged"),
    "link to source": (event(), re.escape(LINK), LINK),
    "coordinates": (event(place="Kirkuk"), r"44\.39", r"44\.39"),
}


def test_the_table_has_a_row_a_format_and_a_probe_a_column() -> None:
    assert list(TABLE) == list(NAMES)
    assert list(PROBES) == HEAD


@pytest.mark.parametrize("column", PROBES)
@pytest.mark.parametrize("name", NAMES)
def test_format_keeps_what_the_table_says(name: str, column: str) -> None:
    made, data, words = PROBES[column]
    out = "".join(READ[name](one) if isinstance(one, bytes) else one for one in parts(name, [made], ABOUT))
    claimed = TABLE[name][column]
    assert claimed in ("yes", "words", "no")
    if claimed == "yes":
        assert re.search(data, out), out
    elif claimed == "words":
        assert re.search(words, out, re.IGNORECASE), out
    else:
        assert not re.search(data, out), out
        assert not re.search(words, out, re.IGNORECASE), out


@pytest.mark.parametrize("name", TAKES)
def test_what_is_left_out_is_counted(name: str) -> None:
    events = [event(), event("XXXX-12-27"), event(None)]
    assert left_out(name, events) == 2
    assert left_out("json", events) == 0
