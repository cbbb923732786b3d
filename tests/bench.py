"""Time what a user waits for: start-up, and the extraction of the sample articles (`make bench`)."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from kb.extract import extract
from kb.model import Document
from kb.read import read_source

ARTICLES = Path(__file__).parent.parent / "data" / "articles"
ROUNDS = 5


def _best(action: Callable[[], object]) -> float:
    """The shortest of several runs, in seconds; the first, which loads the lexicon, does not count."""
    action()
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        action()
        times.append(perf_counter() - start)
    return min(times)


def _run(*command: str) -> None:
    subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL)


def main() -> None:
    documents = [one for one in read_source(str(ARTICLES)) if isinstance(one, Document)]
    characters = sum(len(document.text) for document in documents)
    seconds = _best(lambda: [extract(document) for document in documents])
    print(f"kb --help         {1000 * _best(lambda: _run('-m', 'kb', '--help')):6.0f} ms")
    print(f"import typer      {1000 * _best(lambda: _run('-c', 'import typer')):6.0f} ms")
    each = f"{len(documents) / seconds:.0f} documents of {characters // len(documents)} characters"
    print(f"extract           {characters / seconds / 1e6:6.2f} million characters a second, {each}")


if __name__ == "__main__":
    main()
