"""The words and rules that kb reads with: data files in this folder, and the primitives that load them.

Each area has a typed loader beside its files; all of them read through `read_toml` and `read_rows`, which name the
file and the entry when something is wrong.
"""

import tomllib
from collections.abc import Callable
from pkgutil import get_data
from typing import Any

from kb.errors import LexiconError


def read_toml(name: str) -> dict[str, Any]:
    """The contents of a TOML file of the lexicon."""
    try:
        return tomllib.loads(_text(name))
    except (OSError, ValueError) as error:
        raise LexiconError(f"lexicon/{name}: {error}") from error


def read_rows(name: str, columns: int) -> list[tuple[str, ...]]:
    """The rows of a tab-separated file, without empty lines and those that begin with #; short rows are filled up."""
    try:
        lines = _text(name).splitlines()
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


def read_kin(name: str, columns: int, key: Callable[[str], str]) -> dict[str, frozenset[int]]:
    """The numbers of the rows in which each word of a table stands, by its key: words that share a row are kin."""
    found: dict[str, frozenset[int]] = {}
    for number, row in enumerate(read_rows(name, columns)):
        for word in map(key, filter(None, row)):
            found[word] = found.get(word, frozenset()) | {number}
    return found


def _text(name: str) -> str:
    # Not importlib.resources, which takes longer to import than a file of words to read.
    content = get_data(__name__, name)
    if content is None:
        raise OSError("cannot be read")
    return content.decode("utf-8").replace("\r\n", "\n")
