"""What is measured, and how: whole commands, from their start to their end."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from time import perf_counter

BIN = Path(sys.executable).parent


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the report. `bar` is what it shall not miss, at least where `more` is better, else at most."""

    part: str
    what: str
    value: float
    unit: str
    bar: float | None = None
    more: bool = False
    peer: bool = False
    note: str = ""

    @property
    def missed(self) -> bool:
        return self.bar is not None and (self.value < self.bar if self.more else self.value > self.bar)


@dataclass(frozen=True, slots=True)
class Run:
    """Of the quickest of several runs: seconds, and megabytes of memory at the most, of the process itself."""

    seconds: float
    memory: float


def run(command: Sequence[str | Path], *, rounds: int = 3, before: Callable[[], object] | None = None) -> Run:
    """Run a command so many times, after one that fills the caches where there are several; CalledProcessError when it
    fails."""
    found = []
    for _ in range(rounds + (rounds > 1)):
        if before:
            before()
        found.append(_once([str(part) for part in command]))
    return min(found[rounds > 1 :], key=lambda one: one.seconds)


def _once(command: Sequence[str]) -> Run:
    with TemporaryFile() as said:
        start = perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        took = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            say(said.read().decode("utf-8", "replace"))
            raise subprocess.CalledProcessError(process.returncode, command)
    return Run(took, used.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10))


def side_by_side(commands: Sequence[Sequence[str | Path]], *, rounds: int = 3) -> float:
    """Seconds that commands take which are started at once and share nothing, until the last has ended: the quickest of
    several rounds; CalledProcessError when one fails."""
    took = []
    for _ in range(rounds):
        start = perf_counter()
        running = [subprocess.Popen([str(part) for part in one], stdout=subprocess.DEVNULL) for one in commands]
        ends = [process.wait() for process in running]
        took.append(perf_counter() - start)
        for status, one in zip(ends, commands, strict=True):
            if status:
                raise subprocess.CalledProcessError(status, [str(part) for part in one])
    return min(took)


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
