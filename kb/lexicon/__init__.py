"""The words and rules that kb reads with: data files in this folder, and the primitives that load them.

Each area has a typed loader beside its files; all of them read through `read_toml` and `read_rows`, which name the
file and the entry when something is wrong.
"""

import tomllib
from importlib.resources import files
from typing import Any

from kb.errors import LexiconError

_FOLDER = files(__name__)


def read_toml(name: str) -> dict[str, Any]:
    """The contents of a TOML file of the lexicon."""
    try:
        return tomllib.loads(_FOLDER.joinpath(name).read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"lexicon/{name}: {error}") from error


def read_rows(name: str, columns: int) -> list[tuple[str, ...]]:
    """The rows of a tab-separated file, without empty lines and those that begin with #; short rows are filled up."""
    try:
        lines = _FOLDER.joinpath(name).read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise LexiconError(f"lexicon/{name}: {error}") from error
    rows = []
    for number, line in enumerate(lines, 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) > columns:
            raise LexiconError(f"lexicon/{name}:{number}: {len(cells)} columns where {columns} are meant: {line!r}")
        rows.append((*cells, *[""] * (columns - len(cells))))
    return rows
