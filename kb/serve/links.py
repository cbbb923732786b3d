"""Where the events of our pages lead: to the pages of events, actors and sources."""

from kb.export.html.parts import plain
from kb.model import Event, Mention
from kb.serve import urls


class Pages:
    """Links to pages; with `choose`, each event can be chosen for an act on several."""

    def __init__(self, *, choose: bool = False) -> None:
        self._choose = choose

    def headline(self, event: Event) -> str:
        return f'<a href="{plain(urls.event(event.id))}">{plain(event.headline)}</a>'

    def tools(self, event: Event) -> str:
        if not self._choose:
            return ""
        return (
            f'<label class="choose"><input type="checkbox" name="event" value="{plain(event.id)}" form="chosen" '
            f'aria-label="choose: {plain(event.headline)}"> <span>choose</span></label>'
        )

    def data(self, event: Event) -> str:
        return ""

    def actor(self, name: str) -> str:
        return f'href="{plain(urls.actor(name))}"'

    def source(self, mention: Mention) -> str:
        return f'href="{plain(urls.sentence(mention))}"'
