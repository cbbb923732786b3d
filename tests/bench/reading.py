"""How fast documents are read: extraction in one process and in two, and into a store."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import texts
from compiled import builds
from figure import Figure, run, side_by_side

CHARACTERS = 6_000_000
DOCUMENTS = (1_000, 10_000)


def figures(folder: Path) -> Iterator[Figure]:
    lines = folder / "texts.jsonl"
    _, characters = texts.write(lines, texts.enough(CHARACTERS))
    halves = _halves(lines)
    speeds = {}
    for build, commands in builds(folder).items():
        speed = {}
        for jobs in (1, 2):
            took = run([commands / "kb", "extract", "--jsonl", lines, "--jobs", str(jobs)], rounds=2)
            speed[jobs] = characters / took.seconds
            what = f"kb extract of {characters / 1e6:.1f} million characters, {jobs} process{'es' if jobs > 1 else ''}"
            bar = 300_000 if jobs == 1 else None
            yield Figure("reading", f"{what}{build}", speed[jobs], "characters/s", bar, more=True)
        yield Figure("reading", f"two processes against one{build}", speed[2] / speed[1], "times", 1.8, more=True)
        apart = side_by_side([[commands / "kb", "extract", "--jsonl", half] for half in halves], rounds=2)
        # What the cores of the machine allow: each slows the other down by what they share.
        what = f"two commands at once, each with half of them, against one{build}"
        yield Figure("reading", what, characters / apart / speed[1], "times")
        speeds[build] = speed[1]
    for count in DOCUMENTS:
        yield from _stored(folder, count, speeds)


def _halves(lines: Path) -> list[Path]:
    """A file of lines as two, line by line in turn."""
    halves = [lines.with_name(f"half{number}.jsonl") for number in range(2)]
    whole = lines.read_text(encoding="utf-8").splitlines(keepends=True)
    for number, half in enumerate(halves):
        half.write_text("".join(whole[number::2]), encoding="utf-8")
    return halves


def _stored(folder: Path, count: int, speeds: Mapping[str, float]) -> Iterator[Figure]:
    """`kb add`, by the builds and how many characters a second each extracts."""
    lines, store = folder / "documents.jsonl", folder / "documents.db"
    _, characters = texts.write(lines, texts.documents(count))
    of = f"kb add of {count:,} documents ({characters / 1e6:.1f} million characters)"
    for build, commands in builds(folder).items():
        command = [commands / "kb", "--db", store, "add", lines, "--quiet", "--jobs"]
        took = run([*command, "1"], rounds=1, before=lambda: _remove(store))
        yield Figure("storing", f"{of}, 1 process{build}", count / took.seconds, "documents/s")
        share = 100 * characters / took.seconds / speeds[build]
        yield Figure("storing", f"{of} against extraction alone{build}", share, "%", 60, more=True)
        yield Figure("storing", f"{of}, memory{build}", took.memory, "MB")
        both = run([*command, "2"], rounds=1, before=lambda: _remove(store))
        yield Figure("storing", f"{of}, 2 processes{build}", count / both.seconds, "documents/s")
    size = store.stat().st_size / sum(len(one.text.encode()) for one in texts.documents(count))
    yield Figure("storing", f"store of {count:,} documents against their texts", size, "times", 3)
    _remove(store)
    lines.unlink()


def _remove(store: Path) -> None:
    for path in store.parent.glob(f"{store.name}*"):
        path.unlink()
