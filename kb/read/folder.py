"""The files of a folder that may hold articles, in an order that is the same on every machine."""

from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from pathlib import Path

from kb.read.failure import Failure


def walk(folder: Path, glob: str, wanted: Callable[[str], bool]) -> Iterator[Path | Failure]:
    """Files below a folder in sorted order, hidden ones and links to folders left out.

    `glob` picks files by name, or by path below the folder where it holds a slash; without it, those that are `wanted`
    by their name. What cannot be opened is a Failure.
    """
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            if path.is_dir():
                if path == folder or not path.is_symlink():
                    waiting += sorted(
                        (child for child in path.iterdir() if not child.name.startswith(".")), reverse=True
                    )
            elif not (_matches(path.relative_to(folder), glob) if glob else wanted(path.name)):
                continue
            elif path.is_file() or path.is_symlink():
                yield path
        except OSError as error:
            yield Failure(place_name(path), unreadable(error))


def place_name(path: Path) -> str:
    """A path as ids and messages write it: with forward slashes, and in characters that any output can hold."""
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def unreadable(error: OSError | ValueError) -> str:
    """What the operating system says against opening something, with what to do."""
    if isinstance(error, FileNotFoundError):
        return "no such file or folder; check the path"
    if isinstance(error, PermissionError):
        return "permission denied; make it readable and add it again"
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"cannot be opened ({reason.lower()}); check the path"


def _matches(path: Path, glob: str) -> bool:
    return fnmatch(path.as_posix() if "/" in glob else path.name, glob)
