"""How frozen records go from one process to another: by the parts that make them anew.

pickle would fill an empty one part by part, which a frozen record that is compiled does not let it do.
"""

import copyreg
from dataclasses import fields
from typing import Any


def by_parts(*sorts: type[Any]) -> None:
    """Let pickle and copy make dataclasses of these sorts anew from what they were made of."""
    for sort in sorts:
        copyreg.pickle(sort, _parts)


def _parts(record: Any) -> tuple[type[Any], tuple[Any, ...]]:
    return type(record), tuple([getattr(record, part.name) for part in fields(record)])
