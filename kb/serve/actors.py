"""Actors: who acts, and one actor with whom it meets and its timeline."""

from typing import Any

from kb.errors import QueryError
from kb.model import fold
from kb.say import WEEKDAYS, date_words
from kb.serve import timeline, urls
from kb.serve.asked import page_of
from kb.serve.http import Refused, Request, Response
from kb.serve.paging import Paging
from kb.serve.records import records
from kb.serve.site import Site, as_data
from kb.store import ActorRow, Filter, Store

_SIZE = 200  # actors a page
_MOST_MET = 20


def listing(site: Site, request: Request) -> Response:
    """The actors, those of most events first."""
    words = request.asked("q").strip()
    with site.reading() as store:
        found = _called(store, words) if words else []
        paging = Paging(page_of(request), len(found) if words else store.count_actors(), _SIZE)
        rows = found[paging.window] if words else store.actors(Filter(), paging.window)
    return site.page(
        "actors.html",
        request,
        rows=[(row, *_span(row)) for row in rows],
        paging=paging,
        words=words,
        address=lambda number: urls.actors(words, number),
        data="/actors.json",
    )


def listing_data(site: Site, request: Request) -> Response:
    words = request.asked("q").strip()
    with site.reading() as store:
        return as_data([_record(row) for row in (_called(store, words) if words else store.actors(Filter()))])


def page(site: Site, request: Request, *, typed: str = "", problem: str = "") -> Response:
    """One actor; `typed` is a name that a person sent and that could not be taken, `problem` says why."""
    name, number = request.asked("name") or request.sent("actor"), page_of(request)
    with site.reading() as store:
        row, wanted = _actor(store, name)
        paging = Paging(number, row.events, timeline.SIZE)
        shown = timeline.told(store, wanted, paging)
        roles, met = store.roles(wanted), _met(store, row, wanted)
    return site.page(
        "actor.html",
        request,
        status=400 if problem else 200,
        actor=row,
        span=_span(row),
        roles=roles,
        met=met,
        days=shown,
        paging=paging,
        address=lambda page: urls.actor(row.name, page),
        typed=typed,
        problem=problem,
        act=request.asked("act"),
        data=urls.actor(row.name, suffix=".json"),
        elsewhere=urls.timeline([("actor", row.name)]),
    )


def data(site: Site, request: Request) -> Response:
    """The actor, whom it meets, and a page of the records of its events."""
    with site.reading() as store:
        row, wanted = _actor(store, request.asked("name"))
        paging = Paging(page_of(request), row.events, timeline.SIZE)
        told = records(store, store.select(wanted, paging.window))
        met = [{"name": one.name, "events": one.events} for one in _met(store, row, wanted)]
        found = {**_record(row), "given": list(row.given), "roles": store.roles(wanted), "meets": met}
    links = paging.links(lambda number: urls.actor(row.name, number, suffix=".json"))
    return as_data({**found, "timeline": told}, headers=links)


def _actor(store: Store, name: str) -> tuple[ActorRow, Filter]:
    """The actor by any of its names, and the filter of its events; raises Refused when there is none."""
    try:
        row = store.actor(name)
        return row, Filter(actor=row.name)
    except QueryError as error:
        raise Refused(404, str(error)) from error


def _met(store: Store, row: ActorRow, wanted: Filter) -> list[ActorRow]:
    """The actors of the same events, most often first."""
    return [one for one in store.actors(wanted, slice(_MOST_MET + 1)) if one.name != row.name][:_MOST_MET]


def _called(store: Store, words: str) -> list[ActorRow]:
    """The actors of whom a name holds the words."""
    wanted, rows = fold(words), store.actors(Filter())
    return [row for row in rows if any(wanted in fold(name) for name in (row.name, *row.aliases))]


def _span(row: ActorRow) -> tuple[str, str]:
    first, last = (_short(date_words(date)) if date else "" for date in (row.first, row.last))
    return first, last


def _short(words: str) -> str:
    """The words of a date without the day of the week."""
    weekday, _, rest = words.partition(" ")
    return rest if weekday in WEEKDAYS else words


def _record(row: ActorRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "kind": row.kind,
        "aliases": list(row.aliases),
        "events": row.events,
        "first": row.first.edtf if row.first else None,
        "last": row.last.edtf if row.last else None,
    }
