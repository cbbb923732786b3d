"""How fast documents are read: extraction in one process and in two, and into a store."""

from collections.abc import Iterator
from pathlib import Path

import texts
from figure import BIN, Figure, run

CHARACTERS = 6_000_000
DOCUMENTS = (1_000, 10_000)


def figures(folder: Path) -> Iterator[Figure]:
    lines = folder / "texts.jsonl"
    _, characters = texts.write(lines, texts.enough(CHARACTERS))
    speed = {}
    for jobs in (1, 2):
        took = run([BIN / "kb", "extract", "--jsonl", lines, "--jobs", str(jobs)], rounds=2)
        speed[jobs] = characters / took.seconds
        what = f"kb extract of {characters / 1e6:.1f} million characters, {jobs} process{'es' if jobs > 1 else ''}"
        yield Figure("reading", what, speed[jobs], "characters/s", 300_000 if jobs == 1 else None, more=True)
    yield Figure("reading", "two processes against one", speed[2] / speed[1], "times", 1.8, more=True)
    yield from _stored(folder, speed[1])


def _stored(folder: Path, extraction: float) -> Iterator[Figure]:
    lines, store = folder / "documents.jsonl", folder / "documents.db"
    for count in DOCUMENTS:
        _, characters = texts.write(lines, texts.documents(count))
        command = [BIN / "kb", "--db", store, "add", lines, "--quiet", "--jobs"]
        took = run([*command, "1"], rounds=1, before=lambda: _remove(store))
        of = f"kb add of {count:,} documents ({characters / 1e6:.1f} million characters)"
        yield Figure("storing", f"{of}, 1 process", count / took.seconds, "documents/s")
        share = 100 * characters / took.seconds / extraction
        yield Figure("storing", f"{of} against extraction alone", share, "%", 60, more=True)
        yield Figure("storing", f"{of}, memory", took.memory, "MB")
        both = run([*command, "2"], rounds=1, before=lambda: _remove(store))
        yield Figure("storing", f"{of}, 2 processes", count / both.seconds, "documents/s")
        size = store.stat().st_size / sum(len(one.text.encode()) for one in texts.documents(count))
        yield Figure("storing", f"store of {count:,} documents against their texts", size, "times", 3)
        _remove(store)
    lines.unlink()


def _remove(store: Path) -> None:
    for path in store.parent.glob(f"{store.name}*"):
        path.unlink()
