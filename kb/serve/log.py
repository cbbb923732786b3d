"""What was done by hand, the last act first, and the ways to undo it and to do it again."""

from kb import curate
from kb.curate import REVERSALS, Logged
from kb.serve.asked import page_of
from kb.serve.http import Request, Response
from kb.serve.paging import Paging
from kb.serve.site import Site, as_data
from kb.view.log import said, status

_SIZE = 200


def page(site: Site, request: Request) -> Response:
    acts = list(reversed(_log(site)))
    paging = Paging(page_of(request), len(acts), _SIZE)
    return site.page(
        "log.html",
        request,
        acts=[(one.edit, said(one.edit), status(one), one.edit.act in REVERSALS) for one in acts[paging.window]],
        paging=paging,
        address=lambda number: f"/log?page={number}",
        act=request.asked("act"),
        data="/log.json",
    )


def data(site: Site, request: Request) -> Response:
    """Every act, the first one first."""
    return as_data(
        [
            {
                "number": one.edit.key,
                "made": one.edit.made,
                "act": one.edit.act,
                "target": one.edit.target,
                "change": dict(one.edit.change),
                "said": said(one.edit),
                "undone": one.edit.undone,
                "applies": one.applies,
            }
            for one in _log(site)
        ]
    )


def _log(site: Site) -> list[Logged]:
    with site.reading() as store:
        return curate.log(store)
