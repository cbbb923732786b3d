"""Where a page that stands alone leads: to its own events."""

from collections.abc import Mapping

from kb.export.about import About
from kb.export.html.cast import Cast
from kb.export.html.parts import plain
from kb.model import Event, Mention
from kb.when import Interval


class Anchors:
    """Links within the page; `places` has the bar of the chart for each event that has one."""

    def __init__(self, about: About, cast: Cast, places: Mapping[str, int]) -> None:
        self._about = about
        self._cast = cast
        self._places = places

    def headline(self, event: Event) -> str:
        return plain(event.headline)

    def tools(self, event: Event) -> str:
        return f'<a class="link" href="#e-{event.id}" title="Link to this event" aria-label="Link to this event">#</a>'

    def data(self, event: Event) -> str:
        numbers = dict.fromkeys(str(self._cast.number[one.name]) for one in event.participants)
        found = {"t": event.type, "s": str(event.sources), "a": " ".join(numbers)}
        if event.date and event.date.anchored:
            found["d"] = "{} {}".format(*event.date.bounds)
            if isinstance(event.date, Interval):
                found["x"] = "1"
        if event.id in self._places:
            found["b"] = str(self._places[event.id])
        return "".join(f' data-{name}="{plain(value)}"' for name, value in found.items())

    def actor(self, name: str) -> str:
        """Without the script, to the first of its events."""
        return f'href="#e-{self._cast.first[name]}" data-a="{self._cast.number[name]}"'

    def source(self, mention: Mention) -> str:
        link = self._about.link(mention)
        return f'href="{plain(link)}" rel="noreferrer noopener"' if link else ""
