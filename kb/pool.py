"""Documents in several processes at once: each with what is made of it, in order, with only a few in memory."""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_all_start_methods, get_context, parent_process
from threading import Thread
from typing import TypeVar

from kb.errors import InputError
from kb.lexicon import own
from kb.model import Document

_AHEAD = 4  # documents in work for each process

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def in_processes(
    function: Callable[[Document], _Result],
    items: Iterable[_Item],
    work: Callable[[_Item], Document | None],
    *,
    jobs: int,
) -> Iterator[tuple[_Item, _Result | None]]:
    """Each item with what the function makes of its document; None for those that have none."""
    waiting: deque[tuple[_Item, Future[_Result] | None]] = deque()
    with _pool(jobs) as pool:
        for item in items:
            document = work(item)
            waiting.append((item, None if document is None else pool.submit(function, document)))
            yield from _finished(waiting, keep=jobs * _AHEAD)
        yield from _finished(waiting, keep=0)


def _finished(
    waiting: deque[tuple[_Item, Future[_Result] | None]], *, keep: int
) -> Iterator[tuple[_Item, _Result | None]]:
    while len(waiting) > keep:
        item, future = waiting.popleft()
        try:
            result = future.result() if future else None
        except BrokenProcessPool:
            what = "a process that extracts was ended from outside"
            raise InputError(f"{what}; run the command again, or with --jobs 1") from None
        yield item, result


def _begin(words: own.Own) -> None:
    """What a process does first: leave an interrupt to the one that started it, and take its words."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    own.use(words)


def _end_with_parent() -> None:
    """A process whose parent was killed would wait for work for ever."""
    if parent := parent_process():
        parent.join()
        os._exit(1)


@contextmanager
def _pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that share nothing with this one, as an open SQLite file must not be shared; an interrupt ends them."""
    method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
    begin = partial(_begin, own.current())
    pool = ProcessPoolExecutor(jobs, mp_context=get_context(method), initializer=begin)
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
