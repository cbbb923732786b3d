"""Datasette behind our pages: facets and SQL over the same file, which it can only read."""

import sqlite3
from typing import Any

from datasette import hookimpl
from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import pm
from markupsafe import Markup, escape

from kb.say import visible
from kb.serve import urls
from kb.serve.site import Site
from kb.store import connection, rows

_SHOWN = 400  # characters of a text in a cell
_SETTINGS = {
    "base_url": f"{urls.DATA}/",
    "default_cache_ttl": 0,  # what another process adds shows at once
    "allow_download": False,
    "default_page_size": 50,
    "sql_time_limit_ms": 3000,
    "truncate_cells_html": _SHOWN,
}
_BY_PERIOD = (
    "SELECT {unit} AS period, count(*) AS events, sum(killed) AS killed, sum(injured) AS injured FROM timeline "
    "WHERE date_min IS NOT NULL AND {unit} = {last} GROUP BY 1 ORDER BY 1"
)
_QUERIES = {
    "events_by_month": {
        "title": "Events by month",
        "sql": _BY_PERIOD.format(unit="substr(date_min, 1, 7)", last="substr(date_max, 1, 7)"),
        "description": "Of events that are dated to a month or finer; figures are the best ones.",
    },
    "events_by_year": {
        "title": "Events by year",
        "sql": _BY_PERIOD.format(unit="substr(date_min, 1, 4)", last="substr(date_max, 1, 4)"),
        "description": "Of events that are dated to a year or finer; figures are the best ones.",
    },
    "sources_that_differ": {
        "title": "Events whose sources differ on the dead",
        "sql": "SELECT event, date, min(killed_best) AS lowest, max(killed_best) AS highest, "
        "count(DISTINCT document) AS documents FROM evidence WHERE killed_best IS NOT NULL GROUP BY event "
        "HAVING lowest < highest ORDER BY highest - lowest DESC",
    },
}
_HIDDEN = ("hooks", "_sqlite_migrations")


def datasette(site: Site) -> Any:
    """Datasette on the store alone, with settings of our own."""
    tables: dict[str, Any] = {name: {"hidden": True} for name in _HIDDEN}
    back = ' <a href="/">Back to the timeline</a>'
    tables["timeline"] = {"facets": ["type", "certainty", "place"], "description_html": f"One row an event.{back}"}
    tables["evidence"] = {"facets": ["document"], "description_html": f"One row a mention, with its sentence.{back}"}
    metadata = {
        "title": site.name,
        "description": "The store of kb as tables, with facets and SQL. It can only be read here.",
        "databases": {
            urls.STORE: {"description_html": f"The store as tables.{back}", "tables": tables, "queries": _QUERIES}
        },
    }
    made = Datasette([], memory=False, metadata=metadata, settings=_SETTINGS)
    made.remove_database("_memory")
    made.add_database(_Stored(made, site), name=urls.STORE)
    return made


class _Stored(Database):  # type: ignore[misc]
    """The store as Datasette's database: it may be written by others while it is served, and never from here."""

    def __init__(self, ds: Any, site: Site) -> None:
        super().__init__(ds, path=str(site.path), is_mutable=True)
        self._site = site

    def connect(self, write: bool = False) -> sqlite3.Connection:
        if write:
            raise sqlite3.OperationalError("attempt to write a readonly database")
        opened = connection.reader(self._site.path)
        # As the shell of SQLite has it, for texts in queries.
        opened.create_function("sqlar_uncompress", 2, lambda kept, size: rows.unpacked(kept), deterministic=True)
        self._all_file_connections.append(opened)
        return opened


class _Links:
    """Datasette's pages lead back to ours."""

    __name__ = "kb.serve.data"

    @hookimpl  # type: ignore[untyped-decorator]
    def menu_links(self, datasette: Any) -> list[dict[str, str]]:
        if not _is_ours(datasette):
            return []
        return [
            {"href": "/", "label": "Timeline"},
            {"href": "/actors", "label": "Actors"},
            {"href": "/sources", "label": "Sources"},
        ]

    @hookimpl  # type: ignore[untyped-decorator]
    def render_cell(self, value: Any, column: str, table: str | None, datasette: Any) -> Markup | None:
        if _is_ours(datasette) and isinstance(value, bytes) and (column, table) == ("text", "documents"):
            text = rows.unpacked(value)
            return escape(visible(f"{text[:_SHOWN]}…" if len(text) > _SHOWN else text))
        if not (_is_ours(datasette) and isinstance(value, str)):
            return None
        if (column, table) in (("id", "timeline"), ("id", "events"), ("event", "evidence"), ("event", None)):
            return Markup('<a href="{}">{}</a>').format(urls.event(value), value)
        if (column, table) in (("document", "evidence"), ("id", "documents")):
            return Markup('<a href="{}">{}</a>').format(urls.source(value), value)
        return None


def _is_ours(datasette: Any) -> bool:
    return isinstance(datasette.databases.get(urls.STORE), _Stored)


pm.register(_Links(), "kb")
# With rich at hand Datasette writes each wrong address to the terminal, with all that the request holds.
pm.get_plugin("datasette.handle_exception").rich = None
