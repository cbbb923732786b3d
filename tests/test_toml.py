"""The quick reader of the lexicon's TOML says what `tomllib` says, and leaves to it what it does not know."""

import tomllib
from pathlib import Path

import pytest

from kb.lexicon import toml

FILES = sorted((Path(toml.__file__).parent).glob("*.toml"))
OTHER_FORMS = (
    "a.b = 1",
    "[a.b]\nc = 1",
    "'a' = 1",
    "a = 0x10",
    "a = 1_000",
    "a = '''x\ny'''",
    'a = """x\\\n y"""',
    "a=1",
    "a = { b.c = 1 }",
    "a = [1,\n# one\n2]",
    "a = 2020-01-02",
)
KNOWN_FORMS = (
    "",
    "# only a comment",
    'a = "" # none\nb = "x\\ty"\nc = \'\\d\'\nd = -1.5\ne = true\n',
    'a = """\nx "y"\nz"""\n',
    "a = [\n  ['x', 1],\n  [\"]\", 2],\n]\n",
    'a = { b = "x = 1", c = [1] }\n[t]\n"jan." = 1\n[[u]]\nv = 1\n[[u]]\nv = 2',
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_of_the_lexicon_is_read_quickly_and_rightly(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert toml._quickly(text) == tomllib.loads(text)


@pytest.mark.parametrize("text", OTHER_FORMS + KNOWN_FORMS)
def test_other_texts(text: str) -> None:
    assert toml.loads(text) == tomllib.loads(text)


@pytest.mark.parametrize("text", ["a", "a = 1\na = 2", "[t]\n[t]", "a = [1", "[t]\n[[t]]", 'a = "x\ny"', "a = nan1"])
def test_an_error_is_that_of_tomllib(text: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError):
        toml.loads(text)
