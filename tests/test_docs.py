"""The documentation says what the program does: help pages are current, examples and transcripts run."""

import importlib.util
import os
import re
import shutil
from pathlib import Path

import pytest
import typer

from kb.cli import COMMANDS, app
from kb.export import BINARY, SUFFIXES
from kb.export import NAMES as FORMATS

ROOT = Path(__file__).parent.parent
_spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
assert _spec is not None
assert _spec.loader is not None
generate = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(generate)

PAGE = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
NAMES = [command.__name__.replace("_", "-") for command, _ in COMMANDS]
ALONE = {"review", "serve"}  # one needs a terminal, the other goes on
MADE_WITH = "0.28"  # the release of typer whose layout docs/cli.md shows
GROUP = typer.main.get_command(app)


def options() -> list[tuple[str, str]]:
    commands = {"": GROUP, **GROUP.commands}  # type: ignore[attr-defined]
    return [
        (name, opt) for name, one in commands.items() for param in one.params for opt in param.opts if opt[0] == "-"
    ]


def section(command: str) -> str:
    marker = f"<!-- kb {command} --help -->" if command else "<!-- kb --help -->"
    return PAGE.split(marker)[1].split("```")[1]


@pytest.mark.skipif(not typer.__version__.startswith(MADE_WITH), reason=f"docs/cli.md shows the layout of {MADE_WITH}")
def test_help_pages_are_current() -> None:
    assert generate.with_help(PAGE) == PAGE, "make docs writes them anew"


@pytest.mark.parametrize("command", NAMES)
def test_every_command_has_its_section(command: str) -> None:
    assert f"\n## kb {command}\n" in PAGE
    assert section(command).strip().startswith("text\nUsage: kb")


@pytest.mark.parametrize(("command", "option"), options())
def test_every_option_is_documented(command: str, option: str) -> None:
    assert re.search(rf"(?<![\w-]){option}\b", section(command))


@pytest.mark.parametrize("name", [*FORMATS, *SUFFIXES])
def test_every_format_is_documented(name: str) -> None:
    assert re.search(rf"(?<!\w){re.escape(name)}\b", PAGE.split("## kb export")[1])


@pytest.mark.parametrize("name", FORMATS)
def test_help_names_every_format(name: str) -> None:
    for command in ("timeline", "export")[name in BINARY :]:
        assert re.search(rf"\b{name}\b", section(command))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample data, and no store until the first example makes it."""
    made = tmp_path_factory.mktemp("examples").resolve()
    shutil.copytree(ROOT / "data", made / "data")
    return made


def test_examples_of_the_help_pages_run(folder: Path) -> None:
    for name, (_, example) in zip(NAMES, COMMANDS, strict=True):
        assert example.startswith(f"kb {name}")
        assert example in section(name)
        if name in ALONE:
            continue
        output = generate.shell(example, folder)
        assert "[exit" not in output, f"{example}\n{output}"
        assert output or ">" in example, f"{example} prints nothing"


@pytest.mark.parametrize("path", generate.TRANSCRIPTS, ids=lambda path: path.name)
def test_transcript_shows_what_the_commands_print(path: Path) -> None:
    """KB_UPDATE=1 writes the transcripts anew."""
    page = path.read_text(encoding="utf-8")
    now = generate.with_output(page, terminal=path == generate.TUTORIAL)
    if os.environ.get("KB_UPDATE"):
        path.write_text(now, encoding="utf-8")
    else:
        assert now == page


def test_every_command_stands_in_a_transcript() -> None:
    written = [line for path in generate.TRANSCRIPTS for line in generate.commands(path.read_text(encoding="utf-8"))]
    assert {name for name in NAMES if not any(f"kb {name}" in line for line in written)} == set()
