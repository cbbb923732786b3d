"""Why a page was not fetched."""

from kb.errors import InputError


class FetchError(InputError):
    """A page that cannot be fetched; the message says why and what to do.

    `lasting` means that asking again will bring the same answer. `again` is how many seconds to wait before another
    try may help, None where it will not. `status` is what the server answered, 0 where it did not.
    """

    def __init__(self, reason: str, *, lasting: bool = False, again: float | None = None, status: int = 0) -> None:
        super().__init__(reason)
        self.lasting = lasting
        self.again = again
        self.status = status
