"""The actors of a page, the most frequent first, each with its number there."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kb.export.html.parts import plain
from kb.model import Event

_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Cast:
    """Names with the number of their events; `number` is their place in the list, `first` the event they enter with."""

    counts: tuple[tuple[str, int], ...]
    number: dict[str, int]
    first: dict[str, str]

    def options(self) -> str:
        """The names to choose from while typing."""
        return "".join(f'<option value="{plain(name)}">' for name, _ in self.counts)

    def listing(self) -> str:
        """The list; without the script a name leads to the first of its events."""
        if not self.counts:
            return ""
        items = [
            f'<li><a href="#e-{self.first[name]}" data-a="{number}">{plain(name)}</a> <span>{count}</span></li>'
            for number, (name, count) in enumerate(self.counts)
        ]
        more = len(items) - _SHOWN
        rest = (
            f"<details><summary>{more} more</summary><ol>{''.join(items[_SHOWN:])}</ol></details>" if more > 0 else ""
        )
        return f'<details class="cast"><summary>Actors</summary>\n<ol>{"".join(items[:_SHOWN])}</ol>{rest}</details>\n'


def cast_of(events: Sequence[Event]) -> Cast:
    """The actors of events."""
    counts: Counter[str] = Counter()
    first: dict[str, str] = {}
    for event in events:
        for name in dict.fromkeys(one.name for one in event.participants):
            counts[name] += 1
            first.setdefault(name, event.id)
    ordered = tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
    return Cast(ordered, {name: number for number, (name, _) in enumerate(ordered)}, first)
