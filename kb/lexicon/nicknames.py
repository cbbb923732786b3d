"""First names that may be one person's: "William" and "Bill"."""

from functools import cache

from kb.lexicon import read_kin


def short_forms(name: str) -> frozenset[int]:
    """The rows of the table in which a first name stands."""
    return _rows().get(name, frozenset())


@cache
def _rows() -> dict[str, frozenset[int]]:
    return read_kin("nicknames.tsv", 12, str)
