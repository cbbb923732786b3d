"""What a person does to the store from a page: the acts of the command line, by the same functions."""

from collections.abc import Callable
from typing import Any

from kb import curate
from kb.curate import Cast
from kb.errors import QueryError
from kb.model import EVENT_TYPES, KINDS, ROLES
from kb.serve import actors, event, urls
from kb.serve.http import Form, Request, Response
from kb.serve.site import Site
from kb.store import Store
from kb.typed import values

Done = tuple[int, str]  # the number of the act, and the page to show then
_FIELDS = ("date", "type", "headline", "place", "killed", "injured")


def _edit(store: Store, request: Request) -> Done:
    """Only what was changed in the form is a person's."""
    found = store.event(request.sent("event"))
    before = event.values(found)
    typed = {name: request.sent(name) for name in _FIELDS if name in request.form}
    changed = {name: text for name, text in typed.items() if text.strip() != before[name].strip()}
    given = values.fields(store, _unheard, **changed)
    roles = {(one.name, one.role) for one in found.participants}
    cast = [one for one in _cast(request.form) if (one.name, one.role) not in roles]
    if not given and not cast:
        raise QueryError("nothing was changed")
    number, edited = curate.edit(store, found.id, fields=given, actors=cast)
    return number, urls.event(edited.id)


def _add(store: Store, request: Request) -> Done:
    typed = {name: request.sent(name) or None for name in ("date", "type", "place", "killed", "injured", "source")}
    given = values.fields(store, _unheard, **typed, text=request.sent("note") or None)
    number, added = curate.add_event(store, request.sent("headline"), fields=given, actors=_cast(request.form))
    return number, urls.event(added.id)


def _merge(store: Store, request: Request) -> Done:
    number, merged = curate.merge(store, _several(request, "event"))
    return number, urls.event(merged.id)


def _split(store: Store, request: Request) -> Done:
    mentions = _several(request, "mention")
    if not mentions:
        raise QueryError("choose the sentences that are an event of their own")
    number, out, _ = curate.split(store, request.sent("event"), mentions)
    return number, urls.event(out.id)


def _hide(store: Store, request: Request, *, back: bool = False) -> Done:
    chosen = _several(request, "event")
    if not chosen:
        raise QueryError("choose an event first")
    number, hidden = curate.hide(store, chosen, back=back)
    return number, urls.event(hidden[0].id) if len(hidden) == 1 else "/log"


def _unhide(store: Store, request: Request) -> Done:
    return _hide(store, request, back=True)


def _accept(store: Store, request: Request) -> Done:
    number, accepted = curate.accept(store, request.sent("event"))
    return number, urls.event(accepted.id)


def _rename(store: Store, request: Request) -> Done:
    number, _ = curate.rename(store, request.sent("actor"), request.sent("name"))
    return number, urls.actor(" ".join(request.sent("name").split()))


def _alias(store: Store, request: Request, *, apart: bool = False) -> Done:
    number, name = curate.alias(store, request.sent("actor"), request.sent("name"), apart=apart)
    return number, urls.actor(name)


def _apart(store: Store, request: Request) -> Done:
    return _alias(store, request, apart=True)


def _remove(store: Store, request: Request) -> Done:
    number, _ = curate.remove(store, _several(request, "document"))
    return number, "/log"


def _undo(store: Store, request: Request) -> Done:
    return curate.undo(store, _number(request)).key, "/log"


def _redo(store: Store, request: Request) -> Done:
    return curate.redo(store, _number(request)).key, "/log"


ACTS: dict[str, Callable[[Store, Request], Done]] = {
    "edit": _edit,
    "add-event": _add,
    "merge": _merge,
    "split": _split,
    "hide": _hide,
    "unhide": _unhide,
    "accept": _accept,
    "rename": _rename,
    "alias": _alias,
    "apart": _apart,
    "remove": _remove,
    "undo": _undo,
    "redo": _redo,
}


def do(site: Site, request: Request, act: str) -> str:
    """Do an act in one transaction; returns the address of the page to show then. Raises KbError."""
    with site.writing() as store:
        number, place = ACTS[act](store, request)
    return urls.act(place, number)


def again(site: Site, request: Request, act: str, problem: str) -> Response | None:
    """The page of the form, with what was typed and why it could not be taken; None where that is no page."""
    if act in ("edit", "split") or (act in ("merge", "hide", "unhide", "accept") and "here" in request.form):
        return event.page(
            site, request, request.sent("here") or request.sent("event"), typed=request.form, problem=problem
        )
    if act == "add-event":
        return add_page(site, request, typed=request.form, problem=problem)
    if act in ("rename", "alias", "apart"):
        return actors.page(site, request, typed=request.sent("name"), problem=problem)
    return None


def add_page(site: Site, request: Request, *, typed: Form | None = None, problem: str = "") -> Response:
    """The form for an event that no article tells."""
    status = 400 if problem else 200
    return site.page(
        "add.html", request, status=status, types=EVENT_TYPES, kinds=KINDS, typed=typed or {}, problem=problem
    )


def _several(request: Request, name: str) -> list[str]:
    return [text.strip() for text in request.form.get(name, ()) if text.strip()]


def _cast(form: Form) -> list[Cast]:
    """The actors of a form: lists of names and roles that go together, and of kinds for those that are new."""
    found = []
    for prefix in ("", "new-"):
        names, roles, kinds = (form.get(f"{prefix}{part}", ()) for part in ("actor", "role", "kind"))
        for number, name in enumerate(names):
            if name.strip():
                role, kind = _at(roles, number), _at(kinds, number)
                found.append(Cast(name.strip(), _one(role, ROLES), _one(kind, KINDS)))
    return found


def _at(texts: Any, number: int) -> str:
    return texts[number] if number < len(texts) else ""


def _one(text: str, allowed: tuple[Any, ...]) -> Any:
    """The word if it is one of these; None for "" or "none"."""
    if text in ("", "none"):
        return None
    if text not in allowed:
        raise QueryError(f"{text!r} is none of {', '.join(allowed)}")
    return text


def _number(request: Request) -> int | None:
    """The number of an act in a form, or None for the last one; raises QueryError."""
    text = request.sent("number").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise QueryError(f"{text!r} is no number of an act")
    return int(text)


def _unheard(words: str) -> None:
    """How a date was understood shows on the event's page."""
