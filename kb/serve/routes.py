"""The table of our pages: which address and method leads to which function."""

import re
from collections.abc import Callable

from kb.errors import KbError, QueryError, StoreError
from kb.serve import actors, acts, event, log, render, sources, timeline, urls
from kb.serve.http import Refused, Request, Response, redirect
from kb.serve.site import Site, as_data, wants_data

View = Callable[..., Response]

_LOGIN = "/-/login"
_FOR_READING = "This store is served for reading; start it with kb serve --edit to change it."


def answer(site: Site, request: Request) -> Response:
    """The answer to a request that is checked; raises Refused."""
    method = "GET" if request.method == "HEAD" else request.method
    view, parts, free = _found(method, request.path)
    if not free and not site.access.admits(request):
        return _asks_for_token(site, request, status=403)
    try:
        return view(site, request, **parts)
    except KbError as error:
        return problem(site, request, str(error), status=_status(error))
    except Refused as refused:
        return problem(site, request, str(refused), status=refused.status)


def problem(site: Site, request: Request, words: str, *, status: int) -> Response:
    """A page, or a record, that says what is wrong."""
    if wants_data(request):
        return as_data({"error": words}, status=status)
    return site.page("problem.html", request, status=status, words=words, code=status)


def _status(error: KbError) -> int:
    return 400 if isinstance(error, QueryError) else 503 if isinstance(error, StoreError) else 500


def _found(method: str, path: str) -> tuple[View, dict[str, str], bool]:
    """The view of an address, what the address says, and whether it needs no token."""
    methods: set[str] = set()
    for allowed, pattern, view, free in _ROUTES:
        match = pattern.fullmatch(path)
        if match and allowed == method:
            return view, match.groupdict(), free
        if match:
            methods.add(allowed)
    if methods:
        return _wrong_method, {}, False
    return _nowhere, {}, False


def _wrong_method(site: Site, request: Request) -> Response:
    raise Refused(405, "This page does not take that.")


def _nowhere(site: Site, request: Request) -> Response:
    raise Refused(404, "There is no page at this address.")


def _to_data(site: Site, request: Request) -> Response:
    return redirect(f"{urls.DATA}/{urls.STORE}")


def _style(site: Site, request: Request) -> Response:
    return Response(render.style(), "text/css")


def _script(site: Site, request: Request) -> Response:
    return Response(render.script(), "text/javascript")


def _nothing(site: Site, request: Request) -> Response:
    return Response("", status=204)


def _login(site: Site, request: Request) -> Response:
    """Take the token from the address that was printed, and go on without it, so that it stands nowhere."""
    given = request.asked("token") or request.sent("token")
    if not site.access.token:
        return redirect("/")
    if not given and request.method != "POST":
        return _asks_for_token(site, request, status=200)
    if not site.access.opens(given):
        return _asks_for_token(site, request, status=403, wrong=True)
    cookie = f"{site.access.cookie}={site.access.session}; Path=/; HttpOnly; SameSite=Strict"
    return redirect("/", headers=(("Set-Cookie", cookie), ("Referrer-Policy", "no-referrer")))


def _asks_for_token(site: Site, request: Request, *, status: int, wrong: bool = False) -> Response:
    if wants_data(request):
        return as_data({"error": "this needs the token: Authorization: Bearer TOKEN"}, status=status)
    return site.page("login.html", request, status=status, wrong=wrong, address=_LOGIN)


def _act(site: Site, request: Request, act: str) -> Response:
    """Do what a form says; what cannot be done is said above the form, with what was typed."""
    if not site.edit:
        raise Refused(403, _FOR_READING)
    if not site.access.proven(request):
        raise Refused(403, "This form is of another run of kb serve; load its page again.")
    if act not in acts.ACTS:
        raise Refused(404, "There is no such act.")
    try:
        return redirect(acts.do(site, request, act))
    except QueryError as error:
        return acts.again(site, request, act, str(error)) or problem(site, request, str(error), status=400)
    except StoreError as error:
        words = f"{error}. Nothing was changed; what you typed is still there when you go back."
        return problem(site, request, words, status=503)


def _add(site: Site, request: Request) -> Response:
    if not site.edit:
        raise Refused(404, _FOR_READING)
    return acts.add_page(site, request)


def _route(method: str, pattern: str, view: View, *, free: bool = False) -> tuple[str, re.Pattern[str], View, bool]:
    return method, re.compile(pattern), view, free


_ROUTES = (
    _route("GET", "/", timeline.page),
    _route("GET", r"/timeline\.json", timeline.data),
    _route("GET", r"/event/(?P<id>\w+)", event.page),
    _route("GET", r"/event/(?P<id>\w+)\.json", event.data),
    _route("GET", "/actors", actors.listing),
    _route("GET", r"/actors\.json", actors.listing_data),
    _route("GET", "/actor", actors.page),
    _route("GET", r"/actor\.json", actors.data),
    _route("GET", "/sources", sources.listing),
    _route("GET", r"/sources\.json", sources.listing_data),
    _route("GET", "/source", sources.page),
    _route("GET", r"/source\.json", sources.data),
    _route("GET", r"/source\.txt", sources.words),
    _route("GET", "/log", log.page),
    _route("GET", r"/log\.json", log.data),
    _route("GET", "/add", _add),
    _route("GET", urls.DATA, _to_data),
    _route("POST", r"/act/(?P<act>[a-z-]+)", _act),
    _route("GET", _LOGIN, _login, free=True),
    _route("POST", _LOGIN, _login, free=True),
    _route("GET", r"/-/kb\.css", _style, free=True),
    _route("GET", r"/-/kb\.js", _script, free=True),
    _route("GET", r"/favicon\.ico", _nothing, free=True),
)
