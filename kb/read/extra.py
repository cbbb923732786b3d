"""Libraries that come with an extra: what to install where one is not there."""

from collections.abc import Iterator
from contextlib import contextmanager
from logging import CRITICAL, getLogger

from kb.errors import InputError


@contextmanager
def needs(extra: str, what: str, *loud: str) -> Iterator[None]:
    """Around the import of a library of an extra: without it, how to get it.

    The loggers of the `loud` are silenced, which would write to the terminal what they think of a file.
    """
    try:
        yield
        for name in loud:
            getLogger(name).setLevel(CRITICAL + 1)
    except ImportError as error:
        reason = f"is {what}, and reading it takes {error.name}: pip install 'kb-timeline[{extra}]'"
        raise InputError(reason) from error
