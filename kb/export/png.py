"""PNG: the picture of svg, drawn to print at 300 dots an inch, 24 cm wide; needs the extra `plot`."""

from collections.abc import Iterable

from kb.errors import QueryError
from kb.export import svg
from kb.export.about import About
from kb.export.draw import FONTS, caption
from kb.model import Event

_ZOOM = 3
_PROBE = f'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" font-family="{FONTS}">%s</svg>'


def write(events: Iterable[Event], about: About) -> bytes:
    """The image; raises QueryError where no font is there to write with."""
    try:
        from resvg_py import svg_to_bytes
    except ImportError:
        raise QueryError("PNG pictures need a library: pip install 'kb-timeline[plot]'") from None

    letter, nothing = (svg_to_bytes(svg_string=_PROBE % one) for one in (caption(0, 15, "k"), ""))
    if letter == nothing:
        raise QueryError("no font is installed to write a PNG with; install one (fonts-dejavu), or export to .svg")
    return svg_to_bytes(svg_string="".join(svg.write(events, about)), zoom=_ZOOM)
