"""Time what a user waits for: start-up, and reading the sample articles and a million characters (`make bench`)."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from kb.model import Document
from kb.read import read_source

ARTICLES = Path(__file__).parent.parent / "data" / "articles"
ROUNDS = 5
MILLION = 1_000_000


def _best(action: Callable[[], object]) -> float:
    """The shortest of several runs, in seconds; the first, which fills the caches of the machine, does not count."""
    action()
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        action()
        times.append(perf_counter() - start)
    return min(times)


def _seconds(*command: str, given: str = "") -> float:
    """What a whole process takes, from its start to its end."""
    run = [sys.executable, *command]
    return _best(lambda: subprocess.run(run, input=given, text=True, check=True, stdout=subprocess.DEVNULL))


def main() -> None:
    texts = [one.text for one in read_source(str(ARTICLES)) if isinstance(one, Document)]
    lines = [json.dumps({"text": text, "published": "2020-01-02"}) + "\n" for text in texts]
    times = MILLION // sum(map(len, texts)) + 1
    characters = times * sum(map(len, texts))
    print(f"kb --help           {1000 * _seconds('-m', 'kb', '--help'):6.0f} ms")
    print(f"import typer        {1000 * _seconds('-c', 'import typer'):6.0f} ms")
    for name in ("dates", "extract"):
        one, all_ = (_seconds("-m", "kb", name, "--jsonl", given=given) for given in (lines[0], "".join(lines * times)))
        print(f"kb {name:7} --jsonl  {1000 * one:6.0f} ms for an article, ", end="")
        print(f"{characters / all_ / 1e6:.2f} million characters a second with start-up, on one core")


if __name__ == "__main__":
    main()
