"""A person's own words: what they add, what is said of wrong ones, and that none leaks into the next reading."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kb.batch import extract_lines
from kb.cli import app
from kb.errors import LexiconError
from kb.extract import extract
from kb.lexicon import own
from kb.model import Document

WORDS = Path(__file__).parent.parent / "data" / "airspace.lexicon.toml"
TEXT = "The Red Kestrels overflew Norvik Roads on 3 May 2021."
RUN = CliRunner()


@pytest.fixture(autouse=True)
def _without() -> Iterator[None]:
    yield
    own.use(None)


def read() -> list[tuple[str, str, str, list[str]]]:
    mentions = extract(Document("d", TEXT)).mentions
    return [(m.word, m.type, m.place, [one.name for one in m.participants]) for m in mentions]


def test_own_words_are_read_and_forgotten() -> None:
    before = read()
    own.use(own.parse(WORDS.read_text(encoding="utf-8"), str(WORDS)))
    assert [(word, kind, names) for word, kind, _, names in read()] == [
        ("overflew", "COERCE", ["Red Kestrel Squadron"])
    ]
    own.use(None)
    assert read() == before


def test_processes_read_with_the_same_words() -> None:
    own.use(own.parse(WORDS.read_text(encoding="utf-8"), str(WORDS)))
    documents = [Document(str(number), TEXT) for number in range(3)]
    assert list(extract_lines(documents, jobs=2)) == list(extract_lines(documents))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "[[trigger]]\nname = 'a'\ntype = 'ATTACK'\nverbs = ['b']",
            ":1: trigger 'a': unknown type 'ATTACK'; write one of",
        ),
        ("\n[[trigger]]\nname = 'a'\ntype = 'AID'\nverb = ['b']", ":2: trigger 'a': unknown key 'verb'; the keys are"),
        ("[[trigger]]\nname = 'a'\ntype = 'AID'\nverbs = 'b'", "verbs = 'b'; write a list of texts"),
        ("[[trigger]]\nname = 'a'\ntype = 'AID'\nverbs = ['']", "verbs = ['']; write a list of texts"),
        ("[[trigger]]\nname = 'a'\ntype = 'AID'", ":1: trigger 'a': needs a name and verbs or nouns"),
        ("[[trigger]]\nname = 'attack'\ntype = 'AID'\nverbs = ['b']", "two trigger groups bear the name 'attack'"),
        ("[[actor]]\nkind = 'state'", ":1: actor '?': has no name"),
        ("[[actor]]\nname = 'A'\nkind = 'gang'", ":1: actor 'A': unknown kind 'gang'; write one of organisation"),
        ("[[place]]\nname = 'A'", ":1: place 'A': has no kind; write one of city"),
        ("[[people]]\nname = 'A'", "'people' is no table; write [[trigger]]"),
        ("name = \n\n", "(at line 1, column 8); mend that line"),
        ("[irregular]\nfly = 'flew'", "irregular 'fly': write the past forms"),
    ],
)
def test_wrong_words_are_refused(text: str, told: str) -> None:
    with pytest.raises(LexiconError) as raised:
        own.use(own.parse(text, "own.toml"))
    assert str(raised.value).startswith("own.toml")
    assert told in str(raised.value)
    assert own.current().path == ""


def test_words_beside_the_store_are_used_and_changed_words_read_anew(tmp_path: Path) -> None:
    article = tmp_path / "note.txt"
    article.write_text(TEXT, encoding="utf-8")
    store = str(tmp_path / "kb.db")
    assert "1 added" in RUN.invoke(app, ["add", "--db", store, str(article)]).output
    (tmp_path / own.NAME).write_text(WORDS.read_text(encoding="utf-8"), encoding="utf-8")
    assert "1 changed" in RUN.invoke(app, ["add", "--db", store, str(article)]).output
    assert "1 unchanged" in RUN.invoke(app, ["add", "--db", store, str(article)]).output


def test_the_variable_names_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    article = tmp_path / "note.txt"
    article.write_text(TEXT, encoding="utf-8")
    monkeypatch.setenv("KB_LEXICON", str(WORDS))
    event = json.loads(RUN.invoke(app, ["extract", str(article)]).output)["events"][0]
    assert (event["type"], event["mode"]) == ("COERCE", "overflight")
