"""Write the parts of the documentation that the program itself knows: `make docs`.

In docs/cli.md, the help of each command stands between markers. In the tutorial and in the transcripts of the tests,
each block marked `console` holds commands after "$ " and what they print: in the tutorial on a terminal, in the
transcripts in a pipe. All of it is made here and checked by the tests, so that no page says what the program does not.
"""

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HELP_PAGE = ROOT / "docs" / "cli.md"
TUTORIAL = ROOT / "docs" / "tutorial.md"
LEXICON = ROOT / "docs" / "lexicon.md"
TRANSCRIPTS = (TUTORIAL, LEXICON, *sorted((ROOT / "tests" / "corpora" / "cli").glob("*.md")))
WIDTH = 80

_MARKED = re.compile(r"(?<=<!-- )(kb[^>]*--help)( -->\n```text\n).*?(?=```\n)", re.DOTALL)
_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.DOTALL | re.MULTILINE)


def shell(command: str, folder: Path, *, terminal: bool = False) -> str:
    """What a command prints, errors too, with its exit code when that is not 0; the store is kb.db in the folder.

    With `terminal`, what it prints on a terminal without colours.
    """
    plain = {"COLUMNS": str(WIDTH), "NO_COLOR": "1", "TERM": "dumb", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    plain["SOURCE_DATE_EPOCH"] = (
        "1578400000"  # the day on which the samples' story ends, for what notes when it was done
    )
    kept = {name: value for name, value in os.environ.items() if name not in ("KB_DB", "KB_LEXICON", "FORCE_COLOR")}
    run = f'kb() {{ "{sys.executable}" -m kb "$@"; }}\n{command}'
    reading, writing = os.openpty() if terminal else os.pipe()
    arguments = ["bash", "-c", run]
    with subprocess.Popen(
        arguments, cwd=folder, env={**kept, **plain}, stdin=subprocess.DEVNULL, stdout=writing, stderr=writing
    ) as process:
        os.close(writing)
        output = _everything(reading).decode("utf-8", "replace").replace("\r\n", "\n")
    ending = "" if not output or output.endswith("\n") else "\n"
    lines = re.sub(r"[ ]+$", "", output + ending, flags=re.MULTILINE)
    return lines + (f"[exit {process.returncode}]\n" if process.returncode else "")


def _everything(reading: int) -> bytes:
    parts = []
    with contextlib.suppress(OSError):  # how Linux ends a terminal that nobody writes to any more
        while part := os.read(reading, 1 << 16):
            parts.append(part)
    os.close(reading)
    return b"".join(parts)


def with_help(page: str) -> str:
    """The page with the help of each command that it has markers for."""
    with tempfile.TemporaryDirectory() as folder:
        return _MARKED.sub(lambda found: f"{found[1]}{found[2]}{shell(found[1], Path(folder))}", page)


def commands(page: str) -> Iterator[str]:
    """The commands of a page's console blocks, in order."""
    for block in _BLOCK.findall(page):
        yield from re.findall(r"^\$ (.*)$", block, re.MULTILINE)


def with_output(page: str, *, terminal: bool = False) -> str:
    """The page with what its commands print now, run one after the other in a folder that holds the sample data."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        shutil.copytree(ROOT / "data", folder / "data")
        return _BLOCK.sub(lambda block: "".join(_run(block[0], folder, terminal=terminal)), page)


def _run(block: str, folder: Path, *, terminal: bool) -> Iterator[str]:
    for line in block.splitlines():
        if line.startswith("$ "):
            yield f"{line}\n{shell(line[2:], folder, terminal=terminal)}"


def main() -> None:
    HELP_PAGE.write_text(with_help(HELP_PAGE.read_text("utf-8")), "utf-8")
    for path in TRANSCRIPTS:
        path.write_text(with_output(path.read_text("utf-8"), terminal=path == TUTORIAL), "utf-8")


if __name__ == "__main__":
    main()
