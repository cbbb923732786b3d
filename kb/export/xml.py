"""Text within XML 1.0."""

from kb.say import visible


def text(value: object) -> str:
    """A value on one line, without what XML 1.0 cannot hold or would read as its own."""
    found = visible(str(value)).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    return found.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
