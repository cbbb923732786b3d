"""Sources become documents, or failures that say what, where and what to do; nothing raises."""

import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kb.errors import InputError
from kb.model import Document, digest
from kb.read import STDIN, Failure, read_jsonl, read_source
from kb.read.decode import decode
from kb.read.metadata import read_published
from kb.read.text import front_matter, title
from kb.when import Grain, When

PROSE = "The minister left Basra on Tuesday. Talks will go on next week."


def read(path: Path, glob: str = "") -> list[Document | Failure]:
    return list(read_source(str(path), glob=glob))


def read_one(path: Path) -> Document:
    (document,) = read(path)
    assert isinstance(document, Document)
    return document


def refused(path: Path | str) -> str:
    (failure,) = read_source(str(path))
    assert isinstance(failure, Failure)
    assert not failure.partial
    assert "\n" not in failure.reason
    return failure.reason


@pytest.fixture
def write(tmp_path: Path):
    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


# Encodings

WESTERN = "It’s over, said an officer in Besançon – the “crowd” had gone. "
CYRILLIC = "Совет Безопасности собрался в понедельник, чтобы обсудить положение в Багдаде. "


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (WESTERN, "utf-8"),
        (WESTERN, "utf-8-sig"),
        (WESTERN, "utf-16"),
        (WESTERN, "utf-32"),
        (WESTERN, "cp1252"),
        ("It’s one apostrophe in a line of English.", "cp1252"),
        ("Señor Núñez of Málaga met Señora Peña in a café.", "latin-1"),
        (WESTERN * 2, "mac_roman"),
        (CYRILLIC, "cp1251"),
        (CYRILLIC, "koi8-r"),
        ("The Russian ministry (Министерство иностранных дел) said it would answer soon. " * 2, "cp1251"),
        ("日本の首相は火曜日にバグダッドの状況について話した。", "shift_jis"),
    ],
)
def test_encodings_are_recognised(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(("mark", "encoding"), [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
def test_utf16_of_either_order(mark: bytes, encoding: str) -> None:
    assert decode(mark + WESTERN.encode(encoding)) == WESTERN


def test_line_ends_become_newlines(write) -> None:
    assert read_one(write("a.txt", "One day.\r\nTwo days.\rThree.\n")).text == "One day.\nTwo days.\nThree.\n"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"text\x00more text", "NUL bytes"),
        (WESTERN.encode("utf-16-le"), "UTF-16 without a byte order mark"),
        (b"\xff\xfea\x00b", "begins as UTF-16"),
        (b"Half a word: caf\xc3\xa9, na\xc3\xafve,\nand then \xe2\x80", "damaged character in line 2"),
        (b"a\x01b\x02c\x03" * 9, "is binary"),
        (b"\x89PNG\r\n\x1a\n", "is an image"),
        (bytes(range(128, 256)) * 4, "no encoding that can be told"),
        (b"<!DOCTYPE html><html>", "is a web page without an article"),
        (b'<?xml version="1.0"?>\n<!-- saved --><html>', "is a web page without an article"),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, words: str, write) -> None:
    assert words in refused(write("a.txt", content))


def test_stray_control_characters_of_old_wires_are_kept() -> None:
    assert decode(b"\x02" + PROSE.encode() * 3).endswith("next week.")


@settings(deadline=None)  # a busy machine is no failure
@given(st.binary(max_size=300))
def test_bytes_give_clean_text_or_an_input_error(raw: bytes) -> None:
    try:
        text = decode(raw)
    except InputError:
        return
    assert text.strip()
    assert "\0" not in text
    assert "\r" not in text


# Titles and front matter


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"# Talks end in Basra\n\n{PROSE}", "Talks end in Basra"),
        (f"## Talks  end ##\n{PROSE}", "Talks end"),
        (f"Talks end in Basra\n===\n\n{PROSE}", "Talks end in Basra"),
        (f"Talks end in Basra\n\n{PROSE}", "Talks end in Basra"),
        (f"\n\n  Talks end in Basra  \n\n{PROSE}", "Talks end in Basra"),
        (f"Join our channel for more news!\n\nTalks end in Basra\n\n{PROSE}", "Talks end in Basra"),
        (f"World\n\nTalks end in U.S. Embassy\n\n{PROSE}", "Talks end in U.S. Embassy"),
        (f"BASRA, Iraq, Dec. 31\n\nTalks end in Basra\n\n{PROSE}", "Talks end in Basra"),
        (f"By Anna Field in Basra\n\nTalks end in Basra\n\n{PROSE}", "Talks end in Basra"),
        (f"Talks end in Basra on Dec. 31, ministers tell the press of both countries\n\n{PROSE}", None),
        (PROSE, ""),
        (f"{PROSE}\n\nA short line after it\n\n{PROSE}", ""),
        (f"BASRA (Harbour) — {PROSE}\n\n{PROSE}", ""),
        (f"31 December 2019\n\n{PROSE}", ""),
        (f"Basra, December 31, 2019, 10:00 GMT\n\n{PROSE}", ""),
        (f"2019-12-31 10:00 update two\n\n{PROSE}", ""),
        (f"Anna Field | Harbour | 31 December 2019\n\n{PROSE}", ""),
        (f"BASRA, Dec. 31 (Harbour)\n\n{PROSE}", ""),
        (f"Rockets hit base on Dec. 27 in Iraq\n\n{PROSE}", "Rockets hit base on Dec. 27 in Iraq"),
        (f"Published on the last day of the year\n\n{PROSE}", ""),
        (f"Talks end in Basra\n{PROSE}", ""),
        (f"{'word ' * 60}\n\n{PROSE}", ""),
        ("Talks end in Basra", ""),
        ("", ""),
    ],
)
def test_title_is_found_where_the_text_shows_it(text: str, expected: str | None) -> None:
    assert title(text) == (text.split("\n")[0] if expected is None else expected)


HEADER = """---
title: 'Talks end: day two'
Date: 2020-01-02
url: https://news.example/1
source: Harbour
tags:
- a
---
"""


def test_front_matter_is_read_and_stays_in_the_text(write) -> None:
    document = read_one(write("a.md", f"{HEADER}\n# Another heading\n\n{PROSE}"))
    assert document.text.startswith("---\ntitle:")
    assert (document.title, document.url, document.publisher) == (
        "Talks end: day two",
        "https://news.example/1",
        "Harbour",
    )
    assert (document.published, document.published_basis) == (When.on(2020, 1, 2), "metadata")


def test_a_heading_behind_front_matter_is_the_title() -> None:
    text = f"---\ndate: 2020-01-02\n---\nTalks end in Basra\n\n{PROSE}"
    found, start = front_matter(text)
    assert text[start:].startswith("Talks")
    assert (found.title, title(text, start)) == ("", "Talks end in Basra")


@pytest.mark.parametrize("text", ["---\nA rule, then prose.\n---\n", "---\ntitle: never closed\n", PROSE])
def test_what_is_no_front_matter_is_text(text: str) -> None:
    assert front_matter(text)[1] == 0


def test_a_source_that_is_an_address_is_the_url() -> None:
    assert front_matter("---\nsource: https://news.example/1\n---\n")[0].url == "https://news.example/1"


# Publication dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-01-02", "2020-01-02"),
        ("20200102", "2020-01-02"),
        ("2020-01-02T10:00:00Z", "2020-01-02"),
        ("2020-01-02 23:30:00.123+03:00", "2020-01-02"),
        ("2020-01-02 10:00 GMT", "2020-01-02"),
        ("January 2, 2020", "2020-01-02"),
        ("Jan. 2, 2020", "2020-01-02"),
        ("2 January 2020", "2020-01-02"),
        ("Sept. 5, 2019", "2019-09-05"),
        ("Thursday, January 2, 2020 at 10:04 a.m. EST", "2020-01-02"),
        ("Thu, 02 Jan 2020 10:00:00 +0000", "2020-01-02"),
        ("Thu, 2 Jan 2020 10:00:00 GMT (UTC)", "2020-01-02"),
        ("2020-01", "2020-01"),
        ("January 2020", "2020-01"),
        ("May 2020", "2020-05"),
        ("2020", "2020"),
        ("2019~", "2019~"),
        ("199X", "199X"),
    ],
)
def test_publication_dates_keep_the_parts_they_have(text: str, expected: str) -> None:
    date = read_published(text)
    assert date is not None
    assert date.edtf == expected
    assert date.clock == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "January 2",  # no year
        "XXXX-12-27",
        "01/02/2020",  # January or February
        "2020-02-30",
        "February 30, 2020",
        "2020-13-01",
        "2 Jan 20",
        "Thursday",
        "10:00",
        "2019-12-29/2019-12-31",
        "2020-01-02 or so",
        "1577923200",
    ],
)
def test_no_publication_date_is_made_up(text: str) -> None:
    assert read_published(text) is None


@given(st.text(max_size=40))
def test_any_text_as_publication_date_is_read_or_none(text: str) -> None:
    date = read_published(text)
    assert date is None or date.grain in Grain


def test_an_unreadable_publication_date_is_reported_before_its_document(write) -> None:
    note, document = read(write("a.md", f"---\ndate: 01/02/2020\n---\n{PROSE}"))
    assert isinstance(note, Failure)
    assert note.partial
    assert "'01/02/2020'" in note.reason
    assert isinstance(document, Document)
    assert (document.published, document.published_basis) == (None, "none")


# JSON lines and JSON


def line(**fields: object) -> str:
    return json.dumps(fields)


def test_json_lines_give_one_document_each(write) -> None:
    path = write(
        "a.jsonl",
        "\n".join(
            [
                line(
                    id="x",
                    text=PROSE,
                    title="Talks end",
                    published="2020-01-02",
                    url="https://a.example",
                    source="Harbour",
                ),
                line(id=7, text=PROSE, Publisher="Delta"),
                "",
                line(text=PROSE, url="https://b.example"),
                line(text=PROSE),
            ]
        ),
    )
    first, *rest = read(path)
    assert first == Document(
        id="x",
        text=PROSE,
        title="Talks end",
        published=When.on(2020, 1, 2),
        published_basis="metadata",
        url="https://a.example",
        publisher="Harbour",
    )
    assert [document.id for document in rest] == ["7", "https://b.example", f"{path.as_posix()}:5"]
    assert rest[0].publisher == "Delta"


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ("{", "is not JSON"),
        ("[" * 100_000, "nested too deep"),
        ('{"text": ' + "1" * 5000 + "}", "a number too long"),
        ("[1]", "is not a JSON object"),
        ("null", "is not a JSON object"),
        ('{"id": 1}', 'no "text"'),
        ('{"text": 5}', 'no "text"'),
        ('{"text": " "}', 'empty "text"'),
        ('{"text": "a\\u0000b"}', "NUL"),
        ('{"text": "a", "id": [1]}', 'an "id" that is neither'),
        ('{"text": "a", "id": true}', 'an "id" that is neither'),
        ('{"text": "caf\udce9"}', "is not UTF-8"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_goes_on(bad: str, words: str) -> None:
    failure, document = read_jsonl([bad, line(text=PROSE)], "a.jsonl")
    assert isinstance(failure, Failure)
    assert failure.source == "a.jsonl:1"
    assert words in failure.reason
    assert isinstance(document, Document)


def test_a_line_with_an_unreadable_date_is_read_and_reported() -> None:
    note, document = read_jsonl([line(id="x", text=PROSE, published="soon")], "a.jsonl")
    assert (note.source, note.partial, document.id) == ("a.jsonl:1", True, "x")  # type: ignore[union-attr]


def test_a_json_line_without_a_title_has_the_headline_of_its_text() -> None:
    first, second = read_jsonl([line(text=f"Talks end in Basra\n\n{PROSE}"), line(text=PROSE)], "a.jsonl")
    assert (first.title, second.title) == ("Talks end in Basra", "")  # type: ignore[union-attr]


def test_text_of_json_lines_is_taken_as_given() -> None:
    (document,) = read_jsonl([line(text=" One.\r\nTwo.\t")], "a.jsonl")
    assert document.text == " One.\r\nTwo.\t"  # type: ignore[union-attr]


def test_half_characters_become_one_that_can_be_written() -> None:
    (document,) = read_jsonl(['{"id": "\\ud800", "text": "a\\udcffb"}'], "a.jsonl")
    assert (document.id, document.text) == ("�", "a�b")  # type: ignore[union-attr]


FIELDS = st.dictionaries(
    st.sampled_from(["id", "text", "published"]), st.text() | st.none() | st.integers() | st.lists(st.text())
)


@given(st.lists(st.text() | FIELDS.map(json.dumps)))
def test_any_lines_give_as_many_outcomes_as_lines_hold_something(lines: list[str]) -> None:
    outcomes = [one for one in read_jsonl(lines, "a.jsonl") if not (isinstance(one, Failure) and one.partial)]
    assert len(outcomes) == sum(bool(line.strip("\ufeff \t\r\n")) for line in lines)
    for one in outcomes:
        (one.text if isinstance(one, Document) else one.reason).encode()


@pytest.mark.parametrize("name", ["a.json", "a.txt"])
def test_a_json_array_or_object_is_read_by_its_content(name: str, write) -> None:
    articles = [{"id": "x", "text": PROSE}, {"id": "y", "text": PROSE}]
    assert [document.id for document in read(write(name, json.dumps(articles, indent=1)))] == ["x", "y"]
    assert read_one(write(name, json.dumps(articles[0], indent=1))).id == "x"


@pytest.mark.parametrize(
    ("content", "words"), [("[1, 2]", "JSON without articles"), ("[", "is not JSON"), ("oops", "is not JSON")]
)
def test_json_that_holds_no_articles_is_refused(content: str, words: str, write) -> None:
    assert words in refused(write("a.json", content))


def test_prose_in_brackets_is_prose(write) -> None:
    assert read_one(write("a.txt", f"[Editor's note: corrected]\n\n{PROSE}")).text.startswith("[Editor")
    assert read_one(write("b", "{Basra} is a city.")).text == "{Basra} is a city."


def test_json_lines_in_utf16_and_behind_another_suffix(write) -> None:
    lines = f"{line(id='x', text=WESTERN)}\n{line(id='y', text=PROSE)}\n"
    assert [document.id for document in read(write("a.jsonl", lines.encode("utf-16")))] == ["x", "y"]
    assert [document.id for document in read(write("a.log", lines))] == ["x", "y"]
    assert [document.id for document in read(write("b.jsonl", lines.encode("utf-8-sig")))] == ["x", "y"]


def test_json_lines_of_another_encoding_fail_line_by_line(write) -> None:
    lines = '{"id": "x", "text": "ok"}\n{"id": "y", "text": "café"}\n'.encode("latin-1")
    document, failure = read(write("a.jsonl", lines))
    assert isinstance(document, Document)
    assert failure.reason.startswith("is not UTF-8")  # type: ignore[union-attr]


# Standard input


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch):
    def feed(content: str) -> list[Document | Failure]:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
        return list(read_source("-"))

    return feed


def test_text_from_standard_input_is_known_by_its_content(stdin) -> None:
    text = f"Talks end in Basra\n\n{PROSE}"
    (document,) = stdin(text)
    assert (document.id, document.title, document.text) == (f"stdin-{digest(text)}", "Talks end in Basra", text)


def test_json_lines_from_standard_input(stdin) -> None:
    first, second, failure = stdin(f"{line(id='x', text='One.')}\n{line(text='Two.')}\nThree.\n")
    assert (first.id, second.id, failure.source) == ("x", f"stdin-{digest('Two.')}", f"{STDIN}:3")


def test_empty_standard_input_is_reported(stdin) -> None:
    (failure,) = stdin("")
    assert failure == Failure(STDIN, "is empty; nothing was added")


# Files and folders


def test_a_folder_is_walked_in_order_and_passes_over_what_is_no_article(write, tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/k.text", "README", "c.jsonl", "Z.MARKDOWN"):
        write(name, line(id=name, text=PROSE) if name == "c.jsonl" else PROSE)
    for name in (".hidden.txt", ".git/config.txt", "picture.png", "table.xlsx"):
        write(name, PROSE)
    write("program", b"\x7fELF\x00\x00")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    names = [document.id.removeprefix(f"{tmp_path.as_posix()}/") for document in read(tmp_path)]
    assert names == ["README", "Z.MARKDOWN", "a/k.text", "a/z.md", "b.txt", "c.jsonl"]


def test_articles_of_a_folder_that_cannot_be_read_are_named(write, tmp_path: Path) -> None:
    write("a.txt", "")
    write("b.pdf", "%PDF-1.4")
    write("c.html", "<html></html>")
    write("d.txt", PROSE)
    (tmp_path / "e.txt").symlink_to(tmp_path / "gone.txt")
    outcomes = read(tmp_path)
    assert [isinstance(one, Failure) for one in outcomes] == [True, True, True, False, True]
    assert [Path(one.source).name for one in outcomes if isinstance(one, Failure)] == [
        "a.txt",
        "b.pdf",
        "c.html",
        "e.txt",
    ]


@pytest.mark.parametrize(("glob", "names"), [("*.md", ["b.md", "d.md"]), ("sub/*", ["c.txt", "d.md"]), ("*.log", [])])
def test_glob_picks_files_of_a_folder(glob: str, names: list[str], write, tmp_path: Path) -> None:
    for name in ("a.txt", "b.md", "sub/c.txt", "sub/d.md"):
        write(name, PROSE)
    found = [Path(one.id).name for one in read(tmp_path, glob) if isinstance(one, Document)]
    assert found == names


def test_a_folder_without_articles_is_a_failure(write, tmp_path: Path) -> None:
    write("picture.png", b"\x89PNG")
    assert "holds no file that is read" in refused(tmp_path)
    (failure,) = read(tmp_path, "*.md")
    assert "matches '*.md'" in failure.reason  # type: ignore[union-attr]


def test_a_file_of_any_suffix_is_read_when_it_is_named(write) -> None:
    assert read_one(write("wire.log", PROSE)).text == PROSE


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("no-such-file.txt", "no such file or folder"),
        ("ftp://news.example/1", "only http and https are fetched"),
        ("", "an empty name"),
        ("a\0b", "cannot be opened"),
        ("a" * 5000, "cannot be opened"),
        ("/dev/null", "neither a file nor a folder"),
    ],
)
def test_a_source_that_is_none_says_what_to_do(source: str, words: str) -> None:
    assert words in refused(source)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_closed_files_and_folders_are_named(write, tmp_path: Path) -> None:
    write("shut/a.txt", PROSE).parent.chmod(0)
    write("b.txt", PROSE).chmod(0)
    outcomes = read(tmp_path)
    (tmp_path / "shut").chmod(0o700)
    assert [one.reason.split(";")[0] for one in outcomes] == ["permission denied"] * 2  # type: ignore[union-attr]


def test_permission_errors_are_failures(write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same as root sees it, who is never refused."""
    write("a.txt", PROSE)
    write("shut/b.txt", PROSE)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "permission denied" in refused(tmp_path / "a.txt")
    monkeypatch.setattr(Path, "iterdir", refuse)
    assert "permission denied" in refused(tmp_path)


def test_a_name_that_is_no_unicode_gives_an_id_that_can_be_written(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        with open(path, "wb") as file:  # noqa: PTH123
            file.write(PROSE.encode())
    except OSError:
        pytest.skip("this file system refuses the name")
    (document,) = read(tmp_path)
    assert document.id.endswith("caf�.txt")  # type: ignore[union-attr]


@given(st.binary(max_size=200), st.sampled_from([".txt", ".md", ".json", ".jsonl", ".html", ""]))
@example(b"\xef\xbb\xbf", ".jsonl")
def test_no_file_raises(tmp_path_factory: pytest.TempPathFactory, content: bytes, suffix: str) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(content)
    outcomes = read(path)
    assert outcomes
    for one in outcomes:
        (one.text if isinstance(one, Document) else one.reason).encode()


# The articles of the demo

DATA = Path(__file__).parent.parent / "data"


def test_every_article_of_the_demo_is_read_and_stands_in_its_readme() -> None:
    outcomes = read(DATA / "articles")
    assert [one for one in outcomes if isinstance(one, Failure)] == []
    rows = (
        row.split()[1] for row in (DATA / "README.md").read_text(encoding="utf-8").splitlines() if row.startswith("| ")
    )
    listed = {name for name in rows if name.endswith((".txt", ".md", ".jsonl"))}
    assert listed == {path.name for path in (DATA / "articles").iterdir()}
    assert sum(not one.title for one in outcomes if isinstance(one, Document)) == 1
