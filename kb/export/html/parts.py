"""Text of articles as text of a page."""

from html import escape

from kb.say import visible


def plain(text: object) -> str:
    """The text on one line, with all that HTML reads as markup escaped and all that reorders or hides made to show."""
    return escape(visible(str(text)), quote=True)
