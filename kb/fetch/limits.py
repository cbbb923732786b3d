"""How long, how much and how often: what a fetch may take."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds, bytes and counts."""

    connect: float = 10.0
    read: float = 30.0  # until the next byte comes
    total: float = 120.0  # for one answer from its request to its last byte
    most_bytes: int = 50_000_000  # of an answer, also of what it unpacks to
    redirects: int = 10
    tries: int = 3
    pause: float = 1.0  # between two requests to one host
    patience: float = 60.0  # the longest pause that a server may ask for


@dataclass(frozen=True, slots=True)
class Clock:
    """The time and how to let it pass; the tests have their own."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


class Deadline:
    """What is left of the time for one answer."""

    def __init__(self, clock: Clock, limits: Limits) -> None:
        self._now = clock.now
        self._limits = limits
        self._end = clock.now() + limits.total

    def left(self, most: float) -> float:
        """Seconds for the next step; raises TimeoutError when there are none."""
        left = self._end - self._now()
        if left <= 0:
            raise TimeoutError
        return min(left, most)

    def next_byte(self) -> float:
        """Seconds to wait for the next byte; raises TimeoutError when there are none."""
        return self.left(self._limits.read)
