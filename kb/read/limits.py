"""How much is read: of one article, and of all that an archive unfolds to."""

from kb.errors import InputError

MOST_BYTES = 64 * 1024 * 1024  # of an article or table that must be in memory as a whole
MOST_DEPTH = 4  # archives in archives; a .tar.gz is two
# Text packs to a tenth, pages full of markup to a fiftieth; what unfolds beyond this is a bomb.
_RATIO = 100
_FREE = 16 * 1024 * 1024
MOST_UNPACKED = 8 * 1024 * 1024 * 1024


class Budget:
    """What an archive, with all archives in it, may still unfold to."""

    def __init__(self) -> None:
        self._left: int | None = None

    def open(self, packed: int) -> None:
        """Set by the size of the outermost archive; those in it find it set."""
        if self._left is None:
            self._left = min(_FREE + _RATIO * packed, MOST_UNPACKED)

    @property
    def is_spent(self) -> bool:
        return self._left is not None and self._left < 0

    def spend(self, size: int) -> None:
        """Count bytes that were unpacked; InputError when there are too many."""
        if self._left is not None:
            self._left -= size
        if self.is_spent:
            raise InputError(
                "unpacks to far more than an archive of articles does, so no more of it was read; "
                "if you trust it, unpack it and add the folder"
            )


def megabytes(size: int) -> str:
    return f"{size // (1024 * 1024)} MB"
