"""What other tools make of the same texts, where their registries can be reached: what each does is said beside it.

They read what `kb dates` and `kb extract` read, each as a whole command. None of them finds events.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import texts
from compiled import builds
from figure import Figure, run, say

HERE = Path(__file__).parent / "peers"
CHARACTERS = 1_000_000
OWN = (
    ("kb dates", "dates", ("dates", "--jsonl", "--file")),
    ("kb extract", "dates, actors and events", ("extract", "--jsonl")),
)
PYTHON = {"dateparser": "dates (search_dates)"}
SCRIPT = {"dateparser": "search_dates.py"}
NODE = {
    "chrono-node": "dates",
    "compromise": "people, places and organisations",
    "wink-nlp": "words, sentences, parts of speech and entities",
}


def figures(folder: Path) -> Iterator[Figure]:
    lines = folder / "texts-for-peers.jsonl"
    _, characters = texts.write(lines, texts.enough(CHARACTERS))
    for name, does, words in OWN:
        for build, commands in builds(folder).items():
            speed = characters / run([commands / "kb", *words, lines]).seconds
            yield Figure("beside others", f"{name}{build}: {does}", speed, "characters/s", more=True)
    for name, does, command in [*_python(folder), *_node(folder)]:
        try:
            speed = characters / run([*command, lines], rounds=1).seconds
        except (OSError, subprocess.CalledProcessError) as error:
            say(f"{name}: {error}")
            continue
        yield Figure("beside others", f"{name}: {does}", speed, "characters/s", more=True, peer=True)


def versions(folder: Path) -> dict[str, str]:
    """The versions of the peers that are there."""
    found = {}
    for name in PYTHON:
        if shown := _told(_version(folder / "peers/bin/python", name)):
            found[name] = shown
    for name in NODE:
        asked = f"require('{folder.resolve()}/peers/node_modules/{name}/package.json').version"
        if shown := _told(["node", "-p", asked]):
            found[name] = shown
    return found


def _python(folder: Path) -> Iterator[tuple[str, str, list[str | Path]]]:
    python = folder / "peers/bin/python"
    for name, does in PYTHON.items():
        if not _told(_version(python, name)) and not (
            _done([sys.executable, "-m", "venv", folder / "peers"])
            and _done([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", name])
        ):
            say(f"{name}: cannot be installed")
            continue
        yield name, does, [python, HERE / SCRIPT[name]]


def _node(folder: Path) -> Iterator[tuple[str, str, list[str | Path]]]:
    if not shutil.which("npm"):
        say(f"{', '.join(NODE)}: there is no npm")
        return
    for path in (HERE / "package.json", *HERE.glob("*.mjs")):
        (folder / "peers").mkdir(exist_ok=True)
        shutil.copy(path, folder / "peers")
    if not _done(["npm", "install", "--no-audit", "--no-fund", "--silent", "--prefix", folder / "peers"]):
        say(f"{', '.join(NODE)}: cannot be installed")
        return
    for name, does in NODE.items():
        yield name, does, ["node", folder / "peers" / f"{name}.mjs"]


def _done(command: Sequence[str | Path]) -> bool:
    try:
        return subprocess.run([str(part) for part in command], stdout=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def _version(python: Path, name: str) -> list[str | Path]:
    return [python, "-c", f"import {name}; print({name}.__version__)"]


def _told(command: Sequence[str | Path]) -> str:
    """What a command prints, "" when it fails."""
    try:
        ended = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    except OSError:
        return ""
    return "" if ended.returncode else ended.stdout.strip()
