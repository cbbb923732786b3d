"""A long list, a page at a time."""

from collections.abc import Callable
from dataclasses import dataclass

Address = Callable[[int], str]  # of the page of a number


@dataclass(frozen=True, slots=True)
class Paging:
    """Page `number`, from 1, of `total` entries, `size` a page."""

    number: int
    total: int
    size: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def _start(self) -> int:
        return (self.number - 1) * self.size

    @property
    def window(self) -> slice:
        return slice(self._start, self._start + self.size)

    @property
    def first(self) -> int:
        """The number of the page's first entry, from 1."""
        return self._start + 1

    @property
    def last(self) -> int:
        return min(self.total, self.number * self.size)

    def links(self, address: Address) -> tuple[tuple[str, str], ...]:
        """The header by which a program finds the other pages (RFC 8288)."""
        found = []
        if self.number < self.pages:
            found.append(f'<{address(self.number + 1)}>; rel="next"')
        if self.number > 1:
            found.append(f'<{address(self.number - 1)}>; rel="prev"')
        return (("Link", ", ".join(found)),) if found else ()
