"""Pages from the web: politely, within limits, and never from where they may not come. `fetcher` does it; this module
is all that those need who keep what was fetched, and loads nothing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Visit:
    """That an address was fetched: the page that it led to, and by what a server can tell whether that has changed.

    `feed` marks an address of a feed; it has these signs only when all its entries were read.
    """

    url: str
    page: str
    etag: str = ""
    modified: str = ""
    feed: bool = False
