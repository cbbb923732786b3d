"""How long a command takes that has next to nothing to do, beside other tools that stand on the same libraries."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from figure import BIN, Figure, run, say
from texts import ARTICLES

ROUNDS = 10


def figures(folder: Path) -> Iterator[Figure]:
    store = folder / "startup.db"
    store.unlink(missing_ok=True)
    subprocess.run([BIN / "kb", "--db", store, "add", ARTICLES, "--quiet"], check=True)
    commands: list[tuple[str, list[str | Path], bool]] = [
        ("kb --help", [BIN / "kb", "--help"], False),
        ("kb timeline, of the sample articles", [BIN / "kb", "--db", store, "timeline"], False),
        ('python -c "import typer"', [sys.executable, "-c", "import typer"], True),
        ("sqlite-utils --help", [BIN / "sqlite-utils", "--help"], True),
        ("datasette --help", [BIN / "datasette", "--help"], True),
    ]
    for what, command, peer in commands:
        if not Path(command[0]).exists():
            say(f"{what}: not installed")
            continue
        yield Figure("start-up", what, 1000 * run(command, rounds=ROUNDS).seconds, "ms", peer=peer)
