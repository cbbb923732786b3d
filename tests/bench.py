"""Time what a user waits for: start-up, and the extraction of the sample articles (`make bench`)."""

import json
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
# Date reading alone, as a process of its own: the interpreter starts, loads what it needs, and reads the articles on
# standard input, so often that they make a million characters.
READ_DATES = """
import json, sys
from kb.extract.dates import find_dates, publication
from kb.extract.sentences import split
from kb.model import Document
for line in sys.stdin:
    document = Document("", json.loads(line))
    sentences = split(document.text)
    print(len(find_dates(publication(document, sentences), sentences)))
"""
MILLION = 1_000_000


def _best(action: Callable[[], object]) -> float:
    """The shortest of several runs, in seconds; the first, which loads the lexicon, does not count."""
    action()
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        action()
        times.append(perf_counter() - start)
    return min(times)


def _run(*command: str, given: str = "") -> None:
    subprocess.run([sys.executable, *command], input=given, text=True, check=True, stdout=subprocess.DEVNULL)


def main() -> None:
    documents = [one for one in read_source(str(ARTICLES)) if isinstance(one, Document)]
    characters = sum(len(document.text) for document in documents)
    seconds = _best(lambda: [extract(document) for document in documents])
    print(f"kb --help         {1000 * _best(lambda: _run('-m', 'kb', '--help')):6.0f} ms")
    print(f"import typer      {1000 * _best(lambda: _run('-c', 'import typer')):6.0f} ms")
    each = f"{len(documents) / seconds:.0f} documents of {characters // len(documents)} characters"
    times = MILLION // characters + 1
    # A blank more each time, so that no text is met twice.
    texts = [document.text + " " * time for time in range(times) for document in documents]
    lines = "".join(f"{json.dumps(text)}\n" for text in texts)
    start, whole = (_best(lambda given=given: _run("-c", READ_DATES, given=given)) for given in ('""\n', lines))
    rate = sum(map(len, texts)) / whole / 1e6
    print(f"dates             {rate:6.2f} million characters a second, {1000 * start:.0f} ms of start-up included")
    print(f"extract           {characters / seconds / 1e6:6.2f} million characters a second, {each}")


if __name__ == "__main__":
    main()
