"""Why mentions are one event, on a terminal and in a pipe."""

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from kb.model import Joined, Mention
from kb.say import visible
from kb.view.event import marked
from kb.view.plain import line


def page(found: Iterable[Joined], bar: float) -> Iterator[RenderableType]:
    """Each mention with the one that it is nearest to, and what speaks for one event."""
    yield ""
    yield Text("Why mentions are one event", style="bold")
    yield Text(f"two mentions are linked from {bar:g} on", style="dim")
    for one in found:
        words = Text.assemble(f"{visible(one.mention.document)}: “", marked(one.mention), "”")
        other = Text.assemble(f"with {visible(one.other.document)}: “", marked(one.other), "”")
        other.stylize("dim")
        yield Padding(words, (1, 0, 0, 2))
        yield Padding(other, (0, 0, 0, 2))
        yield Padding(Text(_sum(one)), (0, 0, 0, 2))


def lines(found: Iterable[Joined]) -> Iterator[str]:
    """A line for each mention but the first: the two, the sum, and each weight."""
    for one in found:
        weights = (f"{name} {weight:+g}" for name, weight in one.weights)
        yield line("why", *_place(one.mention), *_place(one.other), f"{one.total:g}", "; ".join(weights), one.against)


def _place(mention: Mention) -> tuple[str, str]:
    return mention.document, f"{mention.trigger.start}-{mention.trigger.end}"


def _sum(one: Joined) -> str:
    if not one.weights:
        return one.against
    said = " ".join(f"{name} {weight:+g}" for name, weight in one.weights)
    return f"{one.total:g} = {said}" + (f" ({one.against})" if one.against else "")
