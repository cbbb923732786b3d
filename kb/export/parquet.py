"""Parquet (https://parquet.apache.org): a row an event, its actors and mentions nested; needs the extra `parquet`."""

import io
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from kb.errors import QueryError
from kb.export.about import About
from kb.export.calendar import edges
from kb.export.record import record
from kb.model import Event
from kb.say import visible
from kb.when import civil

if TYPE_CHECKING:
    from pyarrow import Schema

_FIGURES = tuple(f"{field}_{edge}" for field in ("killed", "injured") for edge in ("low", "best", "high"))


def write(events: Iterable[Event], about: About) -> bytes:
    """The table, in the terms of the JSON lines; `date_min` and `date_max` are days, null where they are not known."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise QueryError("Parquet files need a library: pip install 'kb-timeline[parquet]'") from None

    out = io.BytesIO()
    table = pyarrow.Table.from_pylist([_harmless(_row(event, about)) for event in events], schema=_schema())
    parquet.write_table(table, out, compression="zstd")
    return out.getvalue()


def _row(event: Event, about: About) -> dict[str, Any]:
    told = record(event, about)
    first, last = (_day(edge) for edge in edges(event.date))
    mentions = [
        {**_figures(said), **said, "trigger": said["trigger"]["text"]}
        | {"title": about.name(one), "publisher": about.publisher(one), "link": about.link(one)}
        | {"published": one.published.edtf if one.published else None}
        for one, said in zip(event.mentions, told["mentions"], strict=True)
    ]
    return {
        **told,
        **_figures(told),
        "date_min": first,
        "date_max": last,
        "sources": event.sources,
        "edited": [one.field for one in event.edited],
        "mentions": mentions,
    }


def _harmless(value: Any) -> Any:
    """The value with every text in it on one line, fit to show."""
    if isinstance(value, dict):
        return {name: _harmless(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_harmless(one) for one in value]
    return visible(value) if isinstance(value, str) else value


def _figures(told: dict[str, Any]) -> dict[str, int | None]:
    return {name: (told[name.split("_")[0]] or {}).get(name.split("_")[1]) for name in _FIGURES}


def _day(number: int | None) -> date | None:
    year, month, day = civil(number) if number is not None else (0, 0, 0)
    return date(year, month, day) if 1 <= year <= 9999 else None


def _schema() -> "Schema":
    import pyarrow as pa

    text, figures = pa.string(), [(name, pa.int64()) for name in _FIGURES]
    actor = pa.struct([(name, text) for name in ("name", "role", "kind")])
    words = ("id", "document", "title", "publisher", "link", "published", "date", "basis", "certainty", "trigger")
    mention = pa.struct([*((name, text) for name in (*words, "text")), *figures])
    return pa.schema(
        [
            *(("id", text), ("date", text), ("date_min", pa.date32()), ("date_max", pa.date32())),
            *((name, text) for name in ("basis", "type", "mode", "certainty", "headline", "place")),
            *(("confidence", pa.float64()), ("sources", pa.int64()), *figures),
            *(("actors", pa.list_(actor)), ("mentions", pa.list_(mention)), ("edited", pa.list_(text))),
            *(("hidden", pa.bool_()), ("accepted", pa.bool_())),
        ]
    )
