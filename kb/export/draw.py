"""Marks of a picture (SVG) to print: boxes, lines, words; and how wide words are, as near as one can tell."""

import re
import unicodedata

from kb.export.xml import text
from kb.say import visible

INK, PALE, LINE, SLOT = "#222", "#595959", "#ddd", "#f4f4f4"
FONTS = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', 'Noto Sans', 'Bitstream Vera Sans', sans-serif"
SIZE = 13
_NARROW, _BROAD = set("!'(),-./:;I[]fijlrt| "), set("%&@MWmw—…")
_MARKS = 2  # accents on one letter; more would climb into the line above


def wide(words: str, size: float = SIZE) -> float:
    """About how wide words are; a little more than Helvetica draws them, as other fonts are wider."""
    return size * sum(_em(character) for character in words)


def _em(character: str) -> float:
    if unicodedata.combining(character):
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return 1
    if not character.isascii():
        return 0.7
    return 0.36 if character in _NARROW else 1 if character in _BROAD else 0.74 if character.isupper() else 0.62


def fit(words: str, room: float, size: float = SIZE) -> str:
    """The words as they show, on one line, cut to the room that there is."""
    shown = _few_accents(visible(words))
    if wide(shown, size) <= room:
        return shown
    while shown and wide(shown + "…", size) > room:
        shown = shown[:-1]
    return shown.rstrip() + "…"


def _few_accents(words: str) -> str:
    accents = "".join(sorted({one for one in words if unicodedata.combining(one)}))
    if not accents:
        return words
    one = f"[{re.escape(accents)}]"
    return re.sub(f"({one}{{{_MARKS}}}){one}+", r"\1", words)


def box(x: float, y: float, width: float, height: float, *, fill: str, said: str = "") -> str:
    """A rectangle; what is said of it shows where a pointer rests."""
    where = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{fill}"'
    return f"<rect {where}><title>{text(said)}</title></rect>\n" if said else f"<rect {where}/>\n"


def rule(left: float, right: float, y: float, ink: str = LINE) -> str:
    return f'<line x1="{left:.1f}" x2="{right:.1f}" y1="{y:.1f}" y2="{y:.1f}" stroke="{ink}"/>\n'


def caption(
    x: float, y: float, words: str, *, size: int = SIZE, bold: bool = False, anchor: str = "start", ink: str = INK
) -> str:
    look = f'font-size="{size}" text-anchor="{anchor}" fill="{ink}"' + (' font-weight="bold"' if bold else "")
    return f'<text x="{x:.1f}" y="{y:.1f}" {look}>{text(words)}</text>\n'


def slanted(x: float, y: float, words: str) -> str:
    """Words that climb to the right."""
    return f'<text transform="translate({x:.1f},{y:.1f}) rotate(-60)" fill="{INK}">{text(words)}</text>\n'
