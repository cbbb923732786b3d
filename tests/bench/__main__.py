"""Measure how fast kb is (`make bench`), and write what was measured: python tests/bench [--out FOLDER] [PART …]."""

import argparse
from pathlib import Path

import machine
import merging
import million
import peers
import reading
import report
import startup
import texts
from figure import Figure, say

PARTS = {"startup": startup, "reading": reading, "merging": merging, "million": million, "peers": peers}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; all unless named")
    parser.add_argument("--out", type=Path, default=Path("demo/bench"), help="the folder of the report")
    parser.add_argument("--work", type=Path, default=Path("demo/bench"), help="the folder of texts, stores and peers")
    parser.add_argument("--texts", type=Path, help="JSON lines of articles to read instead of the samples")
    given = parser.parse_args()
    if unknown := set(given.parts) - set(PARTS):
        parser.error(f"no part {', '.join(sorted(unknown))}")
    given.work.mkdir(parents=True, exist_ok=True)
    if given.texts:
        texts.use(given.texts)
    found: list[Figure] = []
    for part in given.parts or PARTS:
        for one in PARTS[part].figures(given.work):
            found.append(one)
            say(f"{one.part:18} {one.what:75} {one.value:12,.1f} {one.unit}{'  MISSED' if one.missed else ''}")
    facts = (
        machine.facts()
        | {"texts": texts.what()}
        | (peers.versions(given.work) if "peers" in (given.parts or PARTS) else {})
    )
    report.write(given.out, facts, found)
    say(f"written to {given.out}")


if __name__ == "__main__":
    main()
