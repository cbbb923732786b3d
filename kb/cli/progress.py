"""The bar that moves while articles are read: how far, how many, how fast, how long still."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from kb.cli.add import Bar


@contextmanager
def progress(total: int) -> Iterator[Bar]:
    """A bar that is full when `total` bytes are read; where nobody knows how many, it only moves."""
    far = (TextColumn("{task.percentage:3.0f}%"), TimeRemainingColumn()) if total else (TimeElapsedColumn(),)
    columns = (BarColumn(), TextColumn("{task.fields[said]}"), *far)
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        yield _Moving(shown, total)


class _Moving(Bar):
    def __init__(self, shown: Progress, total: int) -> None:
        self._shown = shown
        self._task = shown.add_task("reading", total=total or None, said="reading")
        self._count = 0
        self._began = monotonic()

    def seen(self, size: int) -> None:
        self._shown.advance(self._task, size)

    def done(self) -> None:
        self._count += 1
        rate = self._count / max(monotonic() - self._began, 0.1)
        self._shown.update(self._task, said=f"{self._count:,} documents, {rate:,.0f} a second")
