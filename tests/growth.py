"""How the time that something takes grows with the text that it is given."""

from collections.abc import Callable

# Twice the text may take so many times as long: 4 would be the square, and a busy machine adds to 2.
LIMIT = 3.0
_SHORTEST = 1e-4  # seconds; less is nothing that can be compared


def growth(seconds: Callable[[str], float], unit: str, size: int) -> float:
    """How many times as long twice the text takes, at the best of a few rounds."""
    once, twice = unit * (size // len(unit)), unit * (2 * size // len(unit))
    pairs = [(seconds(once), seconds(twice)) for _ in range(3)]
    return min(long for _, long in pairs) / max(min(short for short, _ in pairs), _SHORTEST)


def is_linear(seconds: Callable[[str], float], unit: str, size: int) -> bool:
    """Whether twice the text takes twice the time; asked again where the machine was busy."""
    return any(growth(seconds, unit, size) < LIMIT for _ in range(3))
