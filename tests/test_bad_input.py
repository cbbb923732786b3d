"""Files that nobody should have: each is read or refused in one line that names it, in bounded memory, and the rest
goes on."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GOOD = "Two men were killed in Kirkuk on 27 December 2019.\n"
MOST_MEMORY = 900  # megabytes, of which a command takes 50 by itself
MEGABYTE = 1_000_000


def _chunks(unit: bytes, size: int) -> Iterator[bytes]:
    part = unit * (MEGABYTE // len(unit))
    for _ in range(size // MEGABYTE):
        yield part


def json_line(size: int) -> Iterator[bytes]:
    yield b'{"id": "long", "text": "'
    yield from _chunks(b"It rained. ", size)
    yield b'"}\n' + json.dumps({"id": "good line", "text": GOOD}).encode() + b"\n"


REFUSED = {
    "empty.txt": ([b""], "is empty"),
    "binary.txt": ([bytes(range(256)) * 50], "NUL bytes"),
    "nul.txt": ([b"It rained.\0It rained."], "NUL bytes"),
    "mixed.txt": (["Es café. ".encode() * 40 + "Es café. ".encode("latin-1") + "naïve ".encode() * 40], "damaged"),
    "huge.txt": (_chunks(b"It rained in Basra. ", 200 * MEGABYTE), "too large for one article"),
    "line.txt": (_chunks(b"It rained in Basra, ", 50 * MEGABYTE), "one article at most 10,000,000"),
    "huge.jsonl": (json_line(200 * MEGABYTE), "longer than 64 MB"),
    "line.jsonl": (json_line(50 * MEGABYTE), "one article at most 10,000,000"),
}
READ = {
    "short lines.txt": [b"It rain.\n" * 100_000],
    "year 0.txt": [b"On 3 March 0000 and 2 May 99999, in the year 123456789 and on 31.12.0, two men were killed.\n"],
    "flood.txt": [("Two men were killed in Ki" + "\u0301\u0336" * 5000 + "rkuk on 27 December 2019.\n").encode()],
    "bidi.txt": ["Two men \u202ewere killed\u202c in \u2066Kirkuk\u2069 on 27\u200d December\u200b 2019.\n".encode()],
    "joined.txt": [("👩‍👩‍👧‍👦" * 2000 + " were killed in Kirkuk on 27 December 2019.\n").encode()],
    "surrogates.jsonl": [b'{"id": "s", "text": "Two men were killed \\ud800 in Kirkuk on 27 December 2019."}\n'],
    "one date.txt": [b"Rebels attacked Basra on 27 December 2019. " * 2_000],
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bad")
    (folder / "good.txt").write_text(GOOD)
    rows: dict[str, object] = {**{name: chunks for name, (chunks, _) in REFUSED.items()}, **READ}
    for name, chunks in rows.items():
        with (folder / name).open("wb") as file:
            for chunk in chunks:  # type: ignore[attr-defined]
                file.write(chunk)
    return folder


def kb(*arguments: str, folder: Path) -> tuple[subprocess.CompletedProcess[str], float]:
    """A command that may take so much memory and no more, and how much it took, in megabytes."""

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (3_000 * MEGABYTE, 3_000 * MEGABYTE))

    code = (
        "import resource, sys\nfrom kb.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "finally: print('RSS', resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=folder,
        preexec_fn=bound,
        capture_output=True,
        text=True,
        check=False,
    )
    return done, int(done.stderr.rpartition("RSS ")[2]) / 1024


@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted otherwise")
def test_bad_files_are_refused_or_read_and_the_rest_goes_on(files: Path) -> None:
    names = [*sorted({*REFUSED, *READ}), "good.txt"]
    done, memory = kb("add", *names, "--jobs", "1", folder=files)
    assert done.returncode == 1
    failed = [line.removeprefix("failed: ") for line in done.stderr.splitlines() if line.startswith("failed: ")]
    assert len(failed) == len(REFUSED)
    for name, (_, reason) in REFUSED.items():
        document = "long" if name == "line.jsonl" else name
        (line,) = (line for line in failed if line.startswith(document) and reason in line)
        assert len(line) < 300
    # What is good is read: the good line of each file of JSON lines is one document.
    assert f"{len(READ) + 2} added, 0 changed, 1 unchanged, {len(REFUSED)} failed" in done.stdout
    listed, _ = kb("sources", "--failed", folder=files)
    reasons = [row.split("\t")[1] for row in listed.stdout.splitlines()]
    assert all(any(reason in one for one in reasons) for _, reason in REFUSED.values())
    told, _ = kb("timeline", "--on", "2019-12-27", folder=files)
    assert "Basra" in told.stdout
    assert memory < MOST_MEMORY
