"""When a page says that it was published: htmldate, asked for the original date, and held to the words of the page."""

import re
from copy import deepcopy
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# What dates something else: changes, other articles, the copyright.
_MODIFIED = re.compile(r"modif|updat|copyright|revis|lastmod", re.IGNORECASE)
_DATED = re.compile(r"date|time|publish|posted|byline|dateline|entry-meta|post-meta|article-info", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"related|recommend|sidebar|comment|trending|popular|most-?read|latest|footer|widget|promo|teaser|archive|also-?read",
    re.IGNORECASE,
)
_ASIDE = frozenset({"aside", "nav", "footer", "form", "iframe", "noscript", "style"})
_OWN = frozenset({"time", "abbr", "span", "div", "p", "li", "small", "em", "i", "b", "strong", "header", "a", "td"})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONGEST = 160  # characters of an element that does no more than date its page


def publication_date(page: "HtmlElement", url: str) -> str:
    """The date as YYYY-MM-DD, "" where the page gives none that can mean one day only."""
    from htmldate import find_date
    from lxml.html import tostring

    dated = _what_dates(page)
    found = find_date(
        deepcopy(dated), extensive_search=False, original_date=True, url=url or None, min_date="1600-01-01"
    )
    written = tostring(dated, encoding="unicode") + f" {url} "
    return found if found and _says(written, found) else ""


def _what_dates(page: "HtmlElement") -> "HtmlElement":
    """The page without all that does not say when it was published: htmldate takes any date as a last resort."""
    from lxml.html import HtmlElement, document_fromstring

    kept = document_fromstring("<html><head></head><body></body></html>")
    head, body = kept
    waiting: list[HtmlElement] = [page]
    while waiting:
        element = waiting.pop()
        if not isinstance(element.tag, str) or element.tag in _ASIDE:
            continue
        marks = " ".join((element.get(name) or "") for name in ("class", "id", "itemprop", "name", "property"))
        if element.tag in ("meta", "script"):
            if element.tag == "script" or not _MODIFIED.search(marks):
                head.append(deepcopy(element))
        elif element.tag != "body" and _ELSEWHERE.search(marks):
            continue
        elif _dates_its_page(element, marks):
            body.append(_alone(element))
        else:
            waiting.extend(reversed(element))
    return kept


def _dates_its_page(element: "HtmlElement", marks: str) -> bool:
    return (
        element.tag in _OWN
        and (element.tag == "time" or bool(_DATED.search(marks)))
        and not _MODIFIED.search(marks)
        and len(element.text_content()) <= _LONGEST
    )


def _alone(element: "HtmlElement") -> "HtmlElement":
    copy = deepcopy(element)
    copy.tail = " "
    return copy


def _says(written: str, date: str) -> bool:
    """Whether a date is written with its day, its month and its year in an order that leaves no choice.

    "03/02/2020" is two days, "March 2020" none; htmldate makes one of either.
    """
    year, month, day = date.split("-")
    d, m = rf"(?<!\d)0?{int(day)}", rf"(?<!\d)0?{int(month)}"
    name = rf"{_MONTHS[int(month) - 1]}[a-z]*\.?"
    forms = [
        rf"{year}{month}{day}(?!\d)|{year}([-/._]){m}\1{d}(?!\d)",
        rf"{name}\s+{d}(?:st|nd|rd|th)?,?\s+{year}|{d}(?:st|nd|rd|th)?\s+(?:of\s+)?{name},?\s+{year}",
    ]
    if day == month or int(day) > 12:
        forms.append(rf"(?:{d}[-/.]{m}|{m}[-/.]{d})[-/.]{year}(?!\d)")
    return any(re.search(form, written, re.IGNORECASE) for form in forms)
