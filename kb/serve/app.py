"""The server's front: every request is checked, then goes to a page of ours or to Datasette, and every answer bears
the headers that keep a browser safe."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from kb.serve import data, routes, urls
from kb.serve.http import Refused, Request, Response, fields
from kb.serve.site import Site, as_data, wants_data

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

_MOST_SENT = 1 << 20  # bytes of a form
_ALL = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": a browser then hides the origin of our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "no-store",
}
_OURS = (
    "default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
# Datasette's pages have scripts and styles in line; they may ask nobody for anything.
_DATASETTES = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class App:
    """An ASGI application."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._datasette = data.datasette(site).app()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._datasette(scope, receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = _request(scope)
        try:
            self.site.access.check(request)
            if request.path.startswith(f"{urls.DATA}/") and self.site.access.admits(request):
                if request.method not in ("GET", "HEAD"):
                    raise Refused(405, "Data can only be read here.")
                await self._datasette(scope, receive, _guarded(send))
                return
            if request.method == "POST":
                request = await _with_form(request, receive)
            answer = await asyncio.to_thread(routes.answer, self.site, request)
        except Refused as refused:
            answer = _refusal(request, refused)
        await _send(answer, send, bodiless=request.method == "HEAD")


def _request(scope: Scope) -> Request:
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    query = fields(scope["query_string"].decode("ascii", "replace"))
    return Request(scope["method"], scope["path"], headers, query)


async def _with_form(request: Request, receive: Receive) -> Request:
    """The request with what its form says; raises Refused for a body that is no form or too long."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise Refused(415, "Send a form (application/x-www-form-urlencoded).")
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Refused(400, "The form did not arrive.")
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > _MOST_SENT:
            raise Refused(413, "This form is too long.")
    try:
        form = fields(body.decode("utf-8", "replace"))
    except ValueError:
        raise Refused(413, "This form has too many fields.") from None
    return Request(request.method, request.path, request.headers, request.query, form)


def _refusal(request: Request, refused: Refused) -> Response:
    if wants_data(request):
        return as_data({"error": str(refused)}, status=refused.status)
    return Response(f"{refused}\n", "text/plain", refused.status)


async def _send(answer: Response, send: Send, *, bodiless: bool) -> None:
    content = answer.content
    given = {
        "Content-Type": f"{answer.type}; charset=utf-8",
        "Content-Length": str(len(content)),
        "Content-Security-Policy": _OURS,
        **_ALL,
    }
    pairs = [(name, value) for name, value in given.items() if name not in dict(answer.headers)] + [*answer.headers]
    headers = [(name.lower().encode(), value.encode("latin-1")) for name, value in pairs]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if bodiless else content})


def _guarded(send: Send) -> Send:
    """Datasette's answers with our headers in place of its own of that name."""
    ours = {name.lower().encode(): value.encode() for name, value in _ALL.items()}
    ours[b"content-security-policy"] = _DATASETTES.encode()

    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            theirs = [(name, value) for name, value in message["headers"] if name.lower() not in ours]
            message = {**message, "headers": [*theirs, *ours.items()]}
        await send(message)

    return guarded
