"""What was done by hand, on a terminal and in a pipe."""

from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from kb.model import Edit, Figure
from kb.say import figure_words, visible
from kb.view.plain import line


class Logged(Protocol):
    """An act, and whether it bears on anything now."""

    @property
    def edit(self) -> Edit: ...
    @property
    def applies(self) -> bool: ...


def table(acts: Iterable[Logged]) -> RenderableType:
    """One row an act."""
    grid = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", expand=True)
    grid.add_column("act", justify="right", no_wrap=True)
    grid.add_column("when (UTC)", no_wrap=True)
    grid.add_column("what", ratio=1, overflow="fold")
    for one in acts:
        edit = one.edit
        text = Text.assemble((visible(edit.act), "bold"), f" {visible(said(edit))}")
        if now := status(one):
            text.append(f" ({now})", style="yellow")
        grid.add_row(str(edit.key), visible(edit.made[:16].replace("T", " ")), text, style="dim" if edit.undone else "")
    return grid


def lines(acts: Iterable[Logged]) -> Iterator[str]:
    """A line an act."""
    for one in acts:
        edit = one.edit
        yield line(edit.key, edit.made, edit.act, edit.target, _change(edit), status(one))


def said(edit: Edit) -> str:
    """What an act was done to, and what it changes, in words."""
    change = _change(edit)
    return f"{edit.target}: {change}" if change else edit.target


def status(one: Logged) -> str:
    """Whether an act is undone or no longer applies, in words; "" where it is in force."""
    return "undone" if one.edit.undone else "" if one.applies else "no longer applies"


def _change(edit: Edit) -> str:
    change = edit.change
    if edit.act in ("merge", "hide", "unhide"):
        return " ".join(change.get("ids", ())[1:])
    if edit.act == "split":
        return "without " + " ".join(founds for founds, _ in change["out"])
    if edit.act in ("rename", "alias", "apart"):
        return str(change["name"])
    if edit.act == "remove":
        return "; ".join(change["documents"][1:])
    if edit.act == "import":
        return str(change["shown"]["headline"])
    if edit.act == "add-event":
        return str(change["note"]["headline"])
    return "; ".join((*_fields(change.get("set", {})), *_actors(change.get("actors", ()))))


def _fields(changed: dict[str, Any]) -> Iterator[str]:
    for field, value in changed.items():
        words = figure_words(Figure(*value)) if isinstance(value, list) else value or "unknown"
        yield f"{field} {words}"


def _actors(actors: Iterable[dict[str, Any]]) -> Iterator[str]:
    for one in actors:
        yield f"{one['name']} {'as ' + one['role'] if one['role'] else 'out'}"
