"""Lines as a page is set to the running text that was set: words that hyphens cut, paragraphs, heads of pages."""

import re
from collections import Counter
from collections.abc import Sequence

_DIGITS = re.compile(r"\d+")
_CUT = re.compile(r"([^\W\d_]+)(?:-|\u2010|\xad)$")
_WORD = re.compile(r"[^\W\d_]+")
_END = re.compile(r"[.!?:…][\"'”’)\]]*$")
_ITEM = re.compile(r"(?:[•●▪‣·*–—-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s")
_EDGE = 2  # lines at the top and the bottom of a page in which a running head can stand
_FEWEST = 3  # pages that have it
_FULL = 0.8  # of the width; a paragraph's last line stops before it as a rule, others seldom do
_HEADING = 0.6


def running_text(pages: Sequence[str]) -> str:
    """The paragraphs of a document, with an empty line between them."""
    kept = _without_heads([[line.strip() for line in page.replace("\xa0", " ").split("\n")] for page in pages])
    whole = "\n".join(line for page in kept for line in page)
    width = _width([line for page in kept for line in page])
    paragraphs: list[str] = []
    before = ""
    for page in kept:
        for number, line in enumerate(page):
            if not line:
                before = before if number == 0 else ""
                continue
            if paragraphs and before and not _starts(before, line, width):
                paragraphs[-1] = _joined(paragraphs[-1], line, whole)
            else:
                paragraphs.append(line)
            before = line
    return "\n\n".join(" ".join(one.split()) for one in paragraphs).replace("\xad", "")


def _without_heads(pages: list[list[str]]) -> list[list[str]]:
    """Pages without the lines at their top and bottom that stand on most of them, page numbers aside."""
    trimmed = [_trimmed(page) for page in pages]
    counts = Counter(mark for page in trimmed for mark in {_mark(line) for line in (*page[:_EDGE], *page[-_EDGE:])})
    heads = {mark for mark, count in counts.items() if count >= max(_FEWEST, len(pages) // 2)}
    return [
        [
            line
            for at, line in enumerate(page)
            if not (_is_edge(at, page) and (_mark(line) in heads or line.isdecimal()))
        ]
        for page in trimmed
    ]


def _trimmed(page: list[str]) -> list[str]:
    filled = [at for at, line in enumerate(page) if line]
    return page[filled[0] : filled[-1] + 1] if filled else []


def _is_edge(at: int, page: list[str]) -> bool:
    return at < _EDGE or at >= len(page) - _EDGE


def _mark(line: str) -> str:
    return _DIGITS.sub("#", line)


def _width(lines: list[str]) -> int:
    """How many characters a full line has."""
    lengths = sorted(len(line) for line in lines if line)
    return lengths[int(len(lengths) * 0.9)] if lengths else 0


def _starts(before: str, line: str, width: int) -> bool:
    """Whether a line starts a paragraph."""
    if line[0].islower() or _CUT.search(before):
        return False
    if _ITEM.match(line):
        return True
    return len(before) < width * (_FULL if _END.search(before) else _HEADING)


def _joined(paragraph: str, line: str, whole: str) -> str:
    """A paragraph and its next line; a word that a hyphen cuts is whole again, unless it has that hyphen elsewhere."""
    cut, rest = _CUT.search(paragraph), _WORD.match(line)
    if not cut or not rest or not line[0].islower():
        return f"{paragraph} {line}" if not cut or not rest else paragraph + line
    hyphened = f"{cut[1]}-{rest[0]}"
    return paragraph + line if hyphened in whole and "\xad" not in paragraph[-1] else paragraph[: cut.end(1)] + line
