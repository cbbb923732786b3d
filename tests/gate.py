"""The floors that kb may not fall below (`make gate`): every figure on every corpus of tests/gate.toml.

usage: gate.py [--update] [--lower]

Dates are scored as TempEval-3 scored them, by F1: strict (the same span), relaxed (the spans overlap, one to one), and
of those the same type and the same value. A corpus is pinned by the hash of its content, so that a figure always says
what it was measured on.
"""

import argparse
import hashlib
import json
import math
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import date_corpora
from date_corpora import Gold

from kb.batch import record
from kb.extract import extract
from kb.extract.dates import find_dates
from kb.extract.sentences import split
from kb.model import Document
from kb.when import When, from_edtf

HERE = Path(__file__).parent
PINS = HERE / "gate.toml"
FIGURES = ("strict", "relaxed", "type", "value")
HEAD = """\
# The floors of `make gate`: what kb scores at least, per cent, each on a corpus pinned by its hash. Written by
# tests/gate.py --update, which raises a floor and never lowers one without --lower. Paths start at this folder;
# what lies under ../../shared is scored where it is at hand. A corpus with a judge is read whole, events and actors
# too, and scored by that program.
"""

Pair = tuple[Gold, Gold]


@dataclass(slots=True)
class Pin:
    """A corpus, the hash of what its floors were measured on, and the floors."""

    name: str
    path: str
    sha256: str
    floors: dict[str, float]
    judge: str = ""
    texts: list[str] = field(default_factory=list)  # corpora that have the texts, where the corpus has none itself

    @property
    def place(self) -> Path:
        return HERE / self.path

    @property
    def at_hand(self) -> bool:
        return all((HERE / needed).exists() for needed in (self.path, self.judge or self.path, *self.texts))


@dataclass(frozen=True, slots=True)
class Scored:
    """What a corpus scores at present: its size, and each figure in per cent."""

    n_gold: int
    figures: dict[str, float]


def load(path: Path = PINS) -> list[Pin]:
    return [Pin(**one) for one in tomllib.loads(path.read_text(encoding="utf-8"))["corpus"]]


def save(pins: Iterable[Pin], path: Path = PINS) -> None:
    blocks = [HEAD]
    for pin in pins:
        told = {"name": pin.name, "path": pin.path, "judge": pin.judge, "texts": pin.texts, "sha256": pin.sha256}
        rows = [f"{key} = {json.dumps(value)}" for key, value in told.items() if value or key not in ("judge", "texts")]
        floors = ", ".join(f"{figure} = {floor}" for figure, floor in pin.floors.items())
        blocks.append("\n".join(["[[corpus]]", *rows, f"floors = {{ {floors} }}", ""]))
    path.write_text("\n".join(blocks), encoding="utf-8")


def digest(place: Path) -> str:
    """The hash of a file, or of the names and contents of all files of a folder."""
    files = sorted(place.glob("*.toml")) if place.is_dir() else [place]
    known = hashlib.sha256()
    for file in files:
        known.update(f"{file.name}\0".encode() if place.is_dir() else b"")
        known.update(file.read_bytes())
    return known.hexdigest()


def pairs(gold: Sequence[Gold], found: Sequence[Gold]) -> Iterator[Pair]:
    """One-to-one pairs of overlapping spans, the largest overlap first, of equal ones the first in the text."""
    overlaps = sorted(
        (max(g.start, f.start) - min(g.end, f.end), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if g.start < f.end and f.start < g.end
    )
    free_gold, free_found = set(range(len(gold))), set(range(len(found)))
    for _, i, j in overlaps:
        if i in free_gold and j in free_found:
            free_gold.remove(i)
            free_found.remove(j)
            yield gold[i], found[j]


def score(rows: Iterable[tuple[Sequence[Gold], Sequence[Gold]]]) -> Scored:
    """The four F1 figures over texts, each with its gold dates and those found."""
    hits, n_gold, n_found = dict.fromkeys(FIGURES, 0), 0, 0
    for gold, found in rows:
        n_gold, n_found = n_gold + len(gold), n_found + len(found)
        for one, other in pairs(gold, found):
            hits["strict"] += (one.start, one.end) == (other.start, other.end)
            hits["relaxed"] += 1
            hits["type"] += one.type == other.type
            hits["value"] += one.value == other.value
    return Scored(n_gold, {figure: 200 * hit / max(n_gold + n_found, 1) for figure, hit in hits.items()})


def dates_of(text: str, said: str) -> list[Gold]:
    """The dates that kb finds."""
    document = Document("gate", text, published=_day(said), published_basis="given" if said else "none")
    found = find_dates(document, split(text))
    return [Gold(one.span.start, one.span.end, one.type, one.value) for one in found]


def measure(pin: Pin) -> Scored:
    """What kb scores on a corpus now."""
    if pin.judge:
        return judged(pin)
    if pin.place.is_dir():
        return score((case.dates, dates_of(case.text, case.said)) for case in date_corpora.every())
    return score(
        (
            [Gold(one["start"], one["end"], one["type"], one["value"]) for one in document["timex"]],
            dates_of(document["text"], document["published"] or ""),
        )
        for document in lines(pin.place)
    )


def judged(pin: Pin) -> Scored:
    """What the judge of a corpus says of everything that kb extracts from it."""
    texts = {one["id"]: one for corpus in pin.texts for one in lines(HERE / corpus)}
    gold = [{**texts.get(one["id"], {}), **one} for one in lines(pin.place)]
    documents = [
        Document(
            one["id"],
            one["text"],
            title=one.get("title") or "",
            published=_day(one["published"]),
            published_basis="given" if one["published"] else "none",
        )
        for one in gold
    ]
    with tempfile.TemporaryDirectory() as folder:
        wanted, told = Path(folder) / "gold.jsonl", Path(folder) / "told.jsonl"
        wanted.write_text("".join(json.dumps(one) + "\n" for one in gold), encoding="utf-8")
        told.write_text("".join(json.dumps(record(extract(one))) + "\n" for one in documents), encoding="utf-8")
        command = [sys.executable, str(HERE / pin.judge), "--json", str(wanted), str(told)]
        said = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return Scored(said["required"], {figure: 100 * said[figure] for figure in pin.floors})


def lines(place: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in place.read_text(encoding="utf-8").splitlines() if line.strip()]


def _day(said: str | None) -> When | None:
    when = from_edtf(said) if said else None
    assert when is None or isinstance(when, When)
    return when


def faults(pin: Pin, scored: Scored) -> list[str]:
    """Why a corpus does not pass: it is another one than that of the floors, or a figure is below its floor."""
    changed = "changed since its floors were measured: renew the pin with --update"
    below = [f"{figure} is below its floor" for figure, floor in pin.floors.items() if scored.figures[figure] < floor]
    return ([] if digest(pin.place) == pin.sha256 else [changed]) + below


def renewed(pin: Pin, scored: Scored, *, lower: bool) -> Pin:
    """The pin with the corpus as it is and its floors raised to the present figures; lowered only when told so."""
    # Rounded down, so that the figure of which a floor was made never lies below it.
    now = {figure: math.floor(100 * scored.figures[figure]) / 100 for figure in pin.floors}
    floors = now if lower else {figure: max(floor, now[figure]) for figure, floor in pin.floors.items()}
    return replace(pin, sha256=digest(pin.place), floors=floors)


def table(pins: Iterable[Pin], scores: dict[str, Scored]) -> Iterator[str]:
    """A line for every figure of every corpus."""
    yield f"{'corpus':<12}{'gold':>6}  {'figure':<12}{'now':>7}{'floor':>8}"
    for pin in pins:
        if pin.name not in scores:
            yield f"{pin.name:<12}     -  not at hand"
            continue
        scored = scores[pin.name]
        for figure, floor in pin.floors.items():
            now = scored.figures[figure]
            verdict = "ok" if now >= floor else "below"
            yield f"{pin.name:<12}{scored.n_gold:>6}  {figure:<12}{now:>7.2f}{floor:>8.2f}  {verdict}"


def main(arguments: Sequence[str] | None = None, path: Path = PINS) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true", help="pin the corpora as they are, raise the floors")
    parser.add_argument("--lower", action="store_true", help="with --update: lower floors too")
    options = parser.parse_args(arguments)
    if options.lower and not options.update:
        parser.error("--lower only goes with --update")
    pins = load(path)
    scores = {pin.name: measure(pin) for pin in pins if pin.at_hand}
    if options.update:
        pins = [renewed(pin, scores[pin.name], lower=options.lower) if pin.name in scores else pin for pin in pins]
        save(pins, path)
    print("\n".join(table(pins, scores)))
    wrong = [f"{pin.name}: {fault}" for pin in pins if pin.name in scores for fault in faults(pin, scores[pin.name])]
    for fault in wrong:
        print(fault, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
