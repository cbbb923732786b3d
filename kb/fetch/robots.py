"""What a site asks of robots (RFC 9309)."""

from protego import Protego

from kb.fetch.errors import FetchError

NAME = "kb"  # what rules call us
_MOST = 512_000  # characters, as large crawlers read


class Robots:
    """The rules of one site."""

    def __init__(self, text: str = "") -> None:
        self._rules = Protego.parse(text[:_MOST])

    @property
    def delay(self) -> float:
        """Seconds that the site wants between requests."""
        return self._rules.crawl_delay(NAME) or 0.0

    def check(self, url: str) -> None:
        """Raises FetchError for an address that the site does not give to robots."""
        if not self._rules.can_fetch(url, NAME):
            raise FetchError(
                "the site's robots.txt keeps programs from it; save the page from a browser and add the file",
                lasting=True,
            )


def rules_after(error: FetchError) -> Robots | FetchError:
    """What holds where robots.txt cannot be had: no rules where there is no such file, else nothing may be fetched."""
    if error.lasting:
        return Robots()
    return FetchError(f"the site's robots.txt: {error}", status=error.status) if error.status else error
