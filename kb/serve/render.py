"""Pages from templates: every value is escaped, and what would reorder or hide text is made to show."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kb.export import html
from kb.say import visible


def page(template: str, context: Mapping[str, Any]) -> str:
    """The page that a template makes of these values."""
    return _environment().get_template(template).render(context)


@cache
def style() -> str:
    """The style of the exported page, and what our pages have beyond it."""
    return html.file("page.css") + _own("serve.css")


@cache
def script() -> str:
    return _own("serve.js")


def _own(name: str) -> str:
    return (files(__package__) / "pages" / name).read_text("utf-8")


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("kb.serve", "pages"),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["number"] = "{:,}".format
    return made


def _shown(value: object) -> object:
    """What a template shows for a value; markup, which our own functions make, stays."""
    if isinstance(value, Markup):
        return value
    return "" if value is None else visible(str(value))
