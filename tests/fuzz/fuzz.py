"""Fuzz kb with atheris (pip install atheris), which looks for inputs that reach new code:

    python tests/fuzz/fuzz.py TARGET FOLDER [libFuzzer options]

What it finds is written to FOLDER; a finding becomes a line of tests/test_hostile.py.
"""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[1]))
with atheris.instrument_imports(include=["kb", "sound"], enable_loader_override=False):
    import sound

    from kb.errors import QueryError
    from kb.extract.dates import read_date
    from kb.extract.sentences import split
    from kb.model import Document
    from kb.read import Failure, Source
    from kb.read import read as read_bytes
    from kb.typed.query import period
    from kb.when import When

SUFFIXES = (".txt", ".md", ".json", ".jsonl", "")
SAMPLES = Path(__file__).parents[2] / "data" / "articles"


def read(data: bytes) -> None:
    """Any bytes as a file of any suffix: documents or reasons, in words that can be written."""
    suffix = SUFFIXES[data[0] % len(SUFFIXES)] if data else ""
    found = list(read_bytes(Source(io.BytesIO(data[1:]), f"a{suffix}")))
    for one in found:
        words = one.reason if isinstance(one, Failure) else one.id + one.text + one.title + one.url + one.publisher
        words.encode()
        assert not isinstance(one, Failure) or "\n" not in one.reason


def extract(data: bytes) -> None:
    """Any text as an article, with and without a day of publication."""
    text = data[1:].decode("utf-8", "replace")
    day = sound.PUBLISHED if data[:1] > b"\x7f" else None
    sound.check_document(Document("a", text, published=day, published_basis="given" if day else "none"))


def dates(data: bytes) -> None:
    """Any words as a date of a query, and any text as sentences."""
    text = data.decode("utf-8", "replace")
    split(text)
    for reference in (None, When.on(2019, 12, 29)):
        read_date(text[:200], reference)
        try:
            period(text[:200], reference, lambda _: None)
        except QueryError:
            continue


TARGETS: dict[str, Callable[[bytes], None]] = {"read": read, "extract": extract, "dates": dates}


def main() -> None:
    target, folder, *options = sys.argv[1:]
    corpus = Path(folder) / f"corpus-{target}"
    corpus.mkdir(parents=True, exist_ok=True)
    for path in SAMPLES.iterdir():
        (corpus / path.name).write_bytes(b"\0" + path.read_bytes())
    options = [f"-artifact_prefix={folder}/{target}-", "-timeout=30", *options]
    atheris.Setup([sys.argv[0], str(corpus), *options], TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
