"""How much is read: of one article, and of all that an archive unfolds to."""

from kb.errors import InputError

MOST_BYTES = 64 * 1024 * 1024  # of an article or table that must be in memory as a whole
MOST_DEPTH = 4  # archives in archives; a .tar.gz is two
# Text packs to a tenth, pages full of markup to a thirtieth; what unfolds beyond this is a bomb.
_RATIO = 200
_FREE = 16 * 1024 * 1024
_MOST_UNPACKED = 8 * 1024 * 1024 * 1024


class Budget:
    """What an archive, with all archives in it, may still unfold to."""

    def __init__(self) -> None:
        self._left: int | None = None

    def open(self, packed: int) -> None:
        """Set by the size of the outermost archive; those in it find it set."""
        if self._left is None:
            self._left = min(_FREE + _RATIO * packed, _MOST_UNPACKED)

    def spend(self, size: int) -> None:
        """Count bytes that were unpacked; InputError when there are too many."""
        if self._left is None:
            return
        self._left -= size
        if self._left < 0:
            raise BombError("unpacks to far more than its size; if you trust it, unpack it and add the folder")


class BombError(InputError):
    """An archive that unfolds beyond its budget: no member of it is read any more."""


def megabytes(size: int) -> str:
    return f"{size // (1024 * 1024)} MB"
