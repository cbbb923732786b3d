"""What an article holds never acts on a terminal, through a pipe or at once, and no cell that it fills is a formula."""

import csv
import io
import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.cli import main
from kb.say import as_json

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such file names, and no such terminals")

# One of each kind: styles, titles, links and moves in seven and eight bits, marks that reorder, join, hide or annotate
# text, a letter that cannot be written, rich's markup. No style that kb has itself.
ATTACK = (
    "\x1b[38;5;213m \x1b]0;owned\x07 \x1b]8;;http://evil.example\x1b\\ \x1b[2J\x1b[1A\r\x08\x0e \x9b31m \x9d0;own\x9c"
    "\x7f\x85\u2028\u202egnp\u202c\u2066\u2069\u200e\u061c \u200b\u200d\ufeff\u206a\ufff9\U000e0041 \ud800"
    " [b]owned[/] [/b] :bomb:"
)
NAMED = ATTACK.replace("/", "").replace("\ud800", "")  # as a file may be called
CELL = f"=cmd|' /C calc'!A0 {ATTACK}"
TEXT = (
    f"Rebels of Omar {ATTACK} Sayed attacked the town of Mosul {ATTACK} on 27 December 2019, killing 3 men. "
    f"Police in Basra said on Friday that Ann Bra\u202endt \u200bhad fled from Mosul [b]owned[/].\n"
)
ARTICLE = {"text": TEXT, "title": CELL, "author": f"@{ATTACK}", "publisher": f"+{ATTACK}", "published": "2020-01-02"}

COMMANDS: dict[str, tuple[str, ...]] = {
    "add": ("add", ".", "none" + NAMED, "--quiet"),
    "timeline": ("timeline",),
    "timeline day": ("timeline", "--on", "2019-12-27"),
    "timeline json": ("timeline", "--format", "json"),
    "timeline csv": ("timeline", "--format", "csv"),
    "timeline md": ("timeline", "--format", "md"),
    "show": ("show", "EVENT"),
    "show why": ("show", "EVENT", "--why"),
    "show handed": ("show", "HANDED", "--why"),
    "actors": ("actors",),
    "actor": ("actors", "ACTOR"),
    "sources": ("sources",),
    "sources failed": ("sources", "--failed"),
    "log": ("log",),
    "dates": ("dates", TEXT.replace("\ud800", "")),
    "explain": ("explain", TEXT.replace("\ud800", "")),
    "extract": ("extract", "a.jsonl"),
    "no file": ("dates", "--file", NAMED),
    "no event": ("show", NAMED),
    "no actor": ("actors", NAMED),
    "no date": ("timeline", "--on", NAMED),
    "no type": ("timeline", "--type", NAMED),
    "no store": ("timeline", "--db", NAMED + ".db"),
    "no command": (NAMED,),
}
# What kb writes itself on a terminal: styles of plain numbers, none of three digits.
STYLE = re.compile(r"\x1b\[[0-9]{1,2}(?:;[0-9]{1,2})*m")
JOINERS = {"\xad", "\u200b", "\u200c", "\u200d", "\u2060"}  # they part and join letters, and do no more
MARK = "======"
CODE = f"""
import json, sys
from kb.cli import main
for arguments in json.loads(sys.argv[1]):
    try: main(arguments)
    except SystemExit: pass
    sys.stderr.flush()
    print("\\n{MARK}", flush=True)
"""


def _kb(*arguments: str) -> None:
    with pytest.raises(SystemExit) as done:
        main(arguments)
    assert done.value.code == 0


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of hostile articles, with a hostile timeline that was handed on and a person's hostile edits."""
    made = tmp_path_factory.mktemp("hostile")
    rows = [{**ARTICLE, "id": f"{number} {ATTACK}"} for number in range(2)]
    rows[1]["text"] = f"Rebels attacked the town of Mosul on 27 December 2019, killing 3 men and wounding 5 {ATTACK}."
    (made / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (made / f"{NAMED}.txt").write_bytes(b"\0")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(made)
        patch.setenv("KB_DB", "kb.db")
        with pytest.raises(SystemExit):
            main(["add", ".", "--quiet"])
        event = _ids(made)[0]
        _kb("export", "handed.jsonl")
        handed = json.loads((made / "handed.jsonl").read_text(encoding="utf-8").splitlines()[0])
        (made / "handed.jsonl").write_text(json.dumps(_poisoned(handed)), encoding="utf-8")
        _kb("add", "handed.jsonl", "--quiet")
        _kb("rename", "police", f"=guards {NAMED}")
        _kb("edit", event, "--headline", f"={NAMED}", "--place", f"@{NAMED}", "--actor", f"+Anna {NAMED}:other:person")
    return made


def _ids(folder: Path) -> list[str]:
    from kb.store import Filter, open_store

    with open_store(folder / "kb.db") as store:
        return [event.id for event in store.select(Filter()) if not event.edited]


def _poisoned(value: object, key: str = "") -> object:
    """A record of `kb export` that holds the attack in every text that people read."""
    if isinstance(value, dict):
        return {key: _poisoned(one, key) for key, one in value.items()}
    if isinstance(value, list):
        return [_poisoned(one, key) for one in value]
    free = {"document", "title", "publisher", "author", "name", "words", "place", "headline", "reason"}
    return f"={value} {ATTACK}" if key in free else value


@pytest.fixture(scope="module")
def shown(folder: Path) -> dict[tuple[str, str], str]:
    """What each command writes into a pipe, and on a terminal, where stderr is shown, too."""
    ids = _ids(folder)
    places = {"EVENT": _with_most(folder), "HANDED": ids[-1], "ACTOR": f"=guards {NAMED}"}
    commands = [[places.get(word, word) for word in words] for words in COMMANDS.values()]
    command = [sys.executable, "-c", CODE, json.dumps(commands)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent), "KB_DB": "kb.db", "COLUMNS": "100"}
    environment |= {"TERM": "xterm-256color"}
    environment.pop("FORCE_COLOR", None)
    start: Callable[..., bytes] = {"pipe": _piped, "terminal": _on_a_terminal}.__getitem__
    found = {}
    for where in ("pipe", "terminal"):
        parts = start(where)(command, folder, environment).decode().replace("\r\n", "\n").split(f"\n{MARK}\n")
        assert len(parts) == len(COMMANDS) + 1
        found |= {(name, where): part for name, part in zip(COMMANDS, parts, strict=False)}
    return found


def _with_most(folder: Path) -> str:
    """The event that most articles tell of, so that there is something to say why they are one."""
    from kb.store import Filter, open_store

    with open_store(folder / "kb.db") as store:
        return max(store.select(Filter()), key=lambda event: len(event.mentions)).id


def _piped(command: list[str], folder: Path, environment: dict[str, str]) -> bytes:
    return subprocess.run(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=True
    ).stdout


def _on_a_terminal(command: list[str], folder: Path, environment: dict[str, str]) -> bytes:
    pty = pytest.importorskip("pty")
    master, slave = pty.openpty()
    process = subprocess.Popen(command, cwd=folder, env=environment, stdin=slave, stdout=slave, stderr=slave)
    os.close(slave)
    parts = []
    while part := _read(master):
        parts.append(part)
    os.close(master)
    assert process.wait() == 0
    return b"".join(parts)


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux ends a terminal that nobody holds with an error
        return b""


@pytest.mark.parametrize("where", ["pipe", "terminal"])
@pytest.mark.parametrize("name", COMMANDS)
def test_it_is_shown_and_does_nothing(shown: dict[tuple[str, str], str], name: str, where: str) -> None:
    written = shown[name, where]
    plain = STYLE.sub("", written) if where == "terminal" else written
    assert harmful(plain) == set()
    assert "💣" not in plain
    if (name, where) != ("dates", "pipe"):  # which writes the words of dates alone
        assert "[b]owned[" in re.sub(r"\\|\s", "", plain).lower()


def harmful(text: str) -> set[str]:
    """The characters that move, hide or reorder what is shown."""
    kinds = {sign: unicodedata.category(sign) for sign in set(text) - set("\n\t") - JOINERS}
    return {sign for sign, kind in kinds.items() if kind in ("Cc", "Cf", "Cs", "Zl", "Zp")}


def test_what_is_harmful_is_known() -> None:
    assert harmful(STYLE.sub("", "\x1b[1m\x1b[2;36ma\x1b[0m\n")) == set()
    assert {"\x1b", "\x07", "\x9b", "\u202e", "\u2028", "\ud800", "\U000e0041"} <= harmful(STYLE.sub("", ATTACK))


def test_an_escape_in_json_is_the_character() -> None:
    assert json.loads(as_json(ATTACK)) == ATTACK
    assert harmful(as_json(ATTACK)) == set()


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "\n=", "\u2028=", " =", "\u3000=", "＝"])
def test_no_text_begins_a_formula(sign: str) -> None:
    from kb.export.csv import cell

    assert not _is_formula(cell(f"{sign}1+1"))
    assert cell("Rebels = 1") == "Rebels = 1"


def test_no_cell_is_a_formula(folder: Path, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KB_DB", str(folder / "kb.db"))
        _kb("export", str(tmp_path / "a.csv"))
        _kb("export", str(tmp_path / "a.xlsx"))
    cells = [cell for row in csv.reader(io.StringIO((tmp_path / "a.csv").read_text("utf-8"))) for cell in row]
    assert any("cmd" in cell or "Mosul" in cell for cell in cells)
    assert [cell for cell in cells if _is_formula(cell)] == []
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    filled = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any(str(cell.value).startswith("=") for cell in filled)
    assert [cell.value for cell in filled if cell.data_type == "f" or cell.hyperlink] == []


def _is_formula(cell: str) -> bool:
    return cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
