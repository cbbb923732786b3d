"""Without the library of an extra: how to install it; and what the documentation says of kinds and extras."""

import io
import re
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
from test_read_html import page
from test_read_office import FIRST, pdf, word
from test_read_tables import ADDRESS, PAGE, crawl

from kb.read import Failure, Source, read
from kb.read.table import KINDS

ROOT = Path(__file__).parent.parent
EXTRAS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
DOCS = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("raw", "extra", "library"),
    [
        (page().encode(), "html", "trafilatura"),
        (pdf([FIRST]), "pdf", "pypdf"),
        (word(), "docx", "docx"),
        (crawl((ADDRESS, "text/html", PAGE)), "warc", "warcio"),
    ],
)
def test_without_its_library_a_kind_is_named_with_how_to_get_it(
    raw: bytes, extra: str, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == library]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    (failure,) = read(Source(io.BytesIO(raw), "a"))
    assert isinstance(failure, Failure)
    assert f"pip install 'kb-timeline[{extra}]'" in failure.reason
    assert extra in EXTRAS
    assert re.search(rf"[\[,]{extra}[\],]", EXTRAS["all"][0])


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.reader)
def test_every_kind_has_its_reader_and_its_row(kind) -> None:  # type: ignore[no-untyped-def]
    module, function = kind.reader.split(".")
    assert callable(getattr(import_module(f"kb.read.{module}"), function))
    for suffix in kind.suffixes:
        assert re.search(rf"(?<![\w.])\{suffix}\b|\.tar\{suffix}\b", DOCS), suffix
