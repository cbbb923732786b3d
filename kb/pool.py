"""Documents in several processes at once: each with what is made of it, in order, with only a few in memory."""

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing import forkserver, get_all_start_methods, get_context, parent_process
from threading import Thread
from typing import TypeVar

from kb.errors import InputError
from kb.lexicon import own
from kb.model import Document

_METHOD = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
_SAFE = "PYTHONSAFEPATH"
_AHEAD = 3  # bundles in work for each process
# A bundle goes to a process and back at once: large enough to spare the way, small enough to report soon.
_BUNDLE_CHARACTERS = 16_000
_BUNDLE_ITEMS = 16

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
    waiting: deque[tuple[list[_Item], Future[list[_Result | None]]]] = deque()
    with _pool(jobs) as pool:
        for bundle in _bundles((item, work(item)) for item in items):
            waiting.append(([item for item, _ in bundle], pool.submit(_each, function, [one for _, one in bundle])))
            yield from _finished(waiting, keep=jobs * _AHEAD)
        yield from _finished(waiting, keep=0)


def _bundles(pairs: Iterable[tuple[_Item, Document | None]]) -> Iterator[list[tuple[_Item, Document | None]]]:
    bundle: list[tuple[_Item, Document | None]] = []
    size = 0
    for item, document in pairs:
        bundle.append((item, document))
        size += len(document.text) if document else 0
        if size >= _BUNDLE_CHARACTERS or len(bundle) >= _BUNDLE_ITEMS:
            yield bundle
            bundle, size = [], 0
    if bundle:
        yield bundle


def _each(function: Callable[[Document], _Result], documents: Sequence[Document | None]) -> list[_Result | None]:
    return [None if document is None else function(document) for document in documents]


def _finished(
    waiting: deque[tuple[list[_Item], Future[list[_Result | None]]]], *, keep: int
) -> Iterator[tuple[_Item, _Result | None]]:
    while len(waiting) > keep:
        items, future = waiting.popleft()
        try:
            results = future.result()
        except BrokenProcessPool:
            what = "a process that extracts was ended from outside"
            raise InputError(f"{what}; run the command again, or with --jobs 1") from None
        yield from zip(items, results, strict=True)


def _begin(words: own.Own, cycles: tuple[int, int, int]) -> None:
    """What a process does first: leave an interrupt to the one that started it, look for cycles as seldom as that does
    and never in what was there before, and take its words."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(*cycles)
    gc.freeze()
    Thread(target=_end_with_parent, daemon=True).start()
    own.use(words)


def _end_with_parent() -> None:
    """A process whose parent was killed would wait for work for ever."""
    if parent := parent_process():
        parent.join()
        os._exit(1)


def prepare() -> None:
    """Start what processes are forked from, where there is such a thing; it makes ready on its own, with this kb and
    not with what a folder of that name holds where the command was given."""
    if _METHOD == "forkserver":
        forkserver.set_forkserver_preload(["__main__", "kb.warm"])
        with _without_this_folder():
            forkserver.ensure_running()


@contextmanager
def _without_this_folder() -> Iterator[None]:
    """Python started within looks for no modules in the current folder."""
    before = os.environ.get(_SAFE)
    os.environ[_SAFE] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_SAFE]
        else:
            os.environ[_SAFE] = before


@contextmanager
def _pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that share nothing with this one, as an open SQLite file must not be shared; an interrupt ends them."""
    begin = partial(_begin, own.current(), gc.get_threshold())
    prepare()
    pool = ProcessPoolExecutor(jobs, mp_context=get_context(_METHOD), initializer=begin)
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
