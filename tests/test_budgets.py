"""Functions and modules stay small enough to hold in the head."""

import ast
from pathlib import Path
from statistics import median

import pytest

PACKAGE = Path(__file__).parent.parent / "kb"
MODULES = sorted(PACKAGE.rglob("*.py"))
MOST_LINES_OF_MODULE = 400
MOST_LINES_OF_FUNCTION = 45
MOST_POSITIONAL = 5
MEDIAN_OF_FUNCTIONS = 12


def _functions(path: Path) -> list[ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def _length(function: ast.FunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_module_keeps_its_budget(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES_OF_MODULE
    long = {f.name: _length(f) for f in _functions(path) if _length(f) > MOST_LINES_OF_FUNCTION}
    assert long == {}
    # Commands take every option as a positional parameter, as typer wants it.
    if path.parent.name != "cli":
        wide = {f.name for f in _functions(path) if len(f.args.args) > MOST_POSITIONAL}
        assert wide == set()


def test_functions_are_short_as_a_rule() -> None:
    assert median(_length(f) for path in MODULES for f in _functions(path)) <= MEDIAN_OF_FUNCTIONS
