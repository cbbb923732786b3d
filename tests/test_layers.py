"""Imports run in one direction: a room imports only rooms on lines below its own."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "kb"
LAYERS = (
    ("__main__",),
    ("cli",),
    ("serve",),
    ("typed", "handed"),
    ("ingest", "curate"),
    ("settle", "batch"),
    ("pool",),
    ("warm",),
    ("read", "extract", "merge", "store", "view", "export"),
    ("gazetteer",),
    ("fetch", "lexicon", "spread"),
    ("say",),
    ("trace",),
    ("model",),
    ("when",),
    ("errors", "pickles"),
)
LEVEL = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}
PURE = {"extract", "merge", "lexicon", "trace", "model", "when", "errors"}
FORBIDDEN_IN_PURE = {"sqlite3", "sqlite_utils", "rich", "typer", "logging", "time", "random", "os", "pathlib", "locale"}


def _room(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_downwards(path: Path) -> None:
    room = _room(path)
    if room == "__init__":
        return
    others = {name.split(".")[1] for name in _imports(path) if name.startswith("kb.")}
    others = {other for other in others if other in LEVEL} - {room}
    assert [other for other in others if LEVEL[other] <= LEVEL[room]] == []


@pytest.mark.parametrize("path", [p for p in MODULES if _room(p) in PURE], ids=lambda p: str(p.relative_to(PACKAGE)))
def test_engine_touches_no_clock_file_or_database(path: Path) -> None:
    assert {name.split(".")[0] for name in _imports(path)} & FORBIDDEN_IN_PURE == set()


def test_every_room_has_its_line() -> None:
    rooms = {_room(path) for path in MODULES} - {"__init__"}
    assert rooms == set(LEVEL)
