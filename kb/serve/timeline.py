"""The timeline: filters, events over time, and a page of events day by day."""

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from kb.errors import QueryError
from kb.export import About, html
from kb.export.html.chart import chart
from kb.export.html.event import article
from kb.model import CERTAINTIES, EVENT_TYPES, Event
from kb.say import by_date
from kb.serve import urls
from kb.serve.asked import Asked, asked, page_of
from kb.serve.http import Request, Response
from kb.serve.links import Pages
from kb.serve.paging import Address, Paging
from kb.serve.records import about, records
from kb.serve.site import Site, as_data
from kb.spread import spread_days
from kb.store import Filter, Store
from kb.typed.query import asked as understood

SIZE = 100  # events a page
_MOST_BINS = 190
_ACTORS = 25


def page(site: Site, request: Request) -> Response:
    """The timeline as a page; words that mean nothing are answered with what to write, above the filters."""
    typed, number = asked(request), page_of(request)
    heard: list[str] = []
    with site.reading() as store:
        try:
            wanted = understood(store, typed, typed.words, heard.append)
            days = store.days(wanted)
        except QueryError as error:
            return _shown(site, request, typed, problem=str(error), heard=heard, status=400)
        paging = Paging(number, len(days), SIZE)
        events = store.select(wanted, paging.window)
        cast = [row for row in store.actors(wanted, slice(_ACTORS)) if row.events]
        shown = grouped(events, about(store, events), Pages(choose=site.edit))
    over_time = spread_days(days, _MOST_BINS)
    return _shown(
        site,
        request,
        typed,
        heard=heard,
        paging=paging,
        days=shown,
        cast=cast,
        chart=Markup(chart(over_time)) if over_time else "",
    )


def data(site: Site, request: Request) -> Response:
    """The same events as records of `kb timeline --format json`; the header Link leads to the next of them."""
    typed, number = asked(request), page_of(request)
    with site.reading() as store:
        wanted = understood(store, typed, typed.words, lambda words: None)
        paging = Paging(number, store.count(wanted), SIZE)
        found = records(store, store.select(wanted, paging.window))
    return as_data(found, headers=paging.links(_address(typed, suffix=".json")))


def grouped(events: Sequence[Event], about: About, links: Pages) -> list[tuple[Markup, list[Markup]]]:
    """Events under the words of their date, as markup."""
    return [
        (Markup(html.heading(words, group[0].date)), [Markup(article(event, about, links)) for event in group])
        for words, group in by_date(events)
    ]


def told(store: Store, wanted: Filter, paging: Paging) -> list[tuple[Markup, list[Markup]]]:
    """A page of the events that meet a filter, as markup."""
    events = store.select(wanted, paging.window)
    return grouped(events, about(store, events), Pages())


def _address(typed: Asked, *, suffix: str = "") -> Address:
    return lambda number: urls.timeline(typed.pairs(), number, suffix=suffix)


def _shown(site: Site, request: Request, typed: Asked, *, status: int = 200, **shown: object) -> Response:
    fixed: dict[str, object] = {"problem": "", "paging": None, "days": [], "cast": [], "chart": ""}
    return site.page(
        "timeline.html",
        request,
        status=status,
        asked=typed,
        address=_address(typed),
        without=lambda name: urls.timeline(pair for pair in typed.pairs() if pair[0] != name),
        with_actor=lambda name: urls.timeline(replace(typed, actor=name).pairs()),
        data=urls.timeline(typed.pairs(), suffix=".json"),
        types=EVENT_TYPES,
        certainties=CERTAINTIES,
        **{**fixed, **shown},
    )
