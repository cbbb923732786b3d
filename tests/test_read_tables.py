"""Tables of articles and files of crawlers, written by csv and by warcio."""

import csv
import gzip
import io
import zipfile

import pytest
from test_read_html import page
from test_read_office import FIRST, pdf
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from kb.model import Document
from kb.read import Failure, Source, read
from kb.read import source as sources

PROSE = 'The minister left Basra on Tuesday; "talks" will go on,\nnext week.'


def outcomes(raw: bytes | str, name: str) -> list[Document | Failure]:
    return list(read(Source(io.BytesIO(raw.encode() if isinstance(raw, str) else raw), name)))


def table(*rows: list[str], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.txt", "a"])
def test_an_article_a_row(delimiter: str, name: str) -> None:
    header = ["ID", "Headline", "Body", "Publication Date", "Outlet", "Byline", "Link", "words"]
    row = ["x", "Talks end", PROSE, "2020-01-02", "Harbour", "Anna Field", "https://a.example", "12"]
    first, second = outcomes(table(header, row, ["", "", PROSE, "", "", "", "", ""], delimiter=delimiter), name)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.id, first.title, first.text) == ("x", "Talks end", PROSE)
    assert (first.publisher, first.author, first.url) == ("Harbour", "Anna Field", "https://a.example")
    assert first.published
    assert (first.published.edtf, first.published_basis) == ("2020-01-02", "metadata")
    assert (second.id, second.title) == (f"{name}:4", "")  # the text of the first has two lines


def test_a_table_without_texts_lists_its_columns() -> None:
    (failure,) = outcomes(table(["date", "headline", "actors", "source"], ["2020", "a", "b", "c"]), "a.csv")
    assert isinstance(failure, Failure)
    assert "has no column of texts" in failure.reason
    assert failure.reason.endswith("its columns are: date, headline, actors, source")


def test_bad_rows_are_named_and_the_rest_goes_on() -> None:
    raw = 'id,text\n1,One.\n2,"two" three,\n\n3,,\n4,a,b\n5,Five.\n'
    found = [one if isinstance(one, Document) else one.reason.split(" (")[0] for one in outcomes(raw, "a.csv")]
    first, broken, empty, wide, last = found
    assert isinstance(first, Document)
    assert broken == "is no row of a table"
    assert empty == 'has an empty "text"; nothing was read of it'
    assert str(wide).startswith("has 3 cells in 2 columns")
    assert isinstance(last, Document)
    assert [one.source for one in outcomes(raw, "a.csv") if isinstance(one, Failure)] == [
        "a.csv:3",
        "a.csv:5",
        "a.csv:6",
    ]


def test_a_table_without_rows_is_named() -> None:
    (failure,) = outcomes("id,text\n\n", "a.csv")
    assert isinstance(failure, Failure)
    assert "without rows" in failure.reason


def test_a_quotation_that_never_ends_is_named_by_its_line() -> None:
    document, failure = outcomes('id,text\n1,One.\n2,"Two.\n3,Three.\n', "a.csv")
    assert isinstance(document, Document)
    assert isinstance(failure, Failure)
    assert failure.source == "a.csv:3"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_tables_of_spreadsheets(encoding: str) -> None:
    raw = "id;text\r\n1;“Besançon” is a town.\r\n".encode(encoding)
    (document,) = outcomes(raw, "a.csv")
    assert isinstance(document, Document)
    assert (document.id, document.text) == ("1", "“Besançon” is a town.")


def test_a_table_larger_than_memory_is_read_as_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MOST_BYTES", 1000)
    raw = table(["id", "text"], *([str(number), PROSE] for number in range(300))).encode()
    assert len(outcomes(raw, "a.csv")) == 300
    *_, failure = outcomes(raw + "101,café\n".encode("latin-1"), "a.csv")
    assert isinstance(failure, Failure)
    assert failure.reason.startswith("is not UTF-8")


@pytest.mark.parametrize("text", ["Text, date and place were not given.", "text", "The content, in short\n\nNews.", ""])
def test_prose_is_no_table(text: str) -> None:
    (one,) = outcomes(f"{text}\n\nThe minister left.", "a.txt")
    assert isinstance(one, Document)
    assert one.text.startswith(text)


# Crawls


def crawl(*answers: tuple[str, str, bytes], packed: bool = False, status: str = "200 OK", encoding: str = "") -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "a crawler"}))
    for number, (address, kind, body) in enumerate(answers):
        headers = [("Content-Type", kind), *([("Content-Encoding", encoding)] if encoding else [])]
        record = writer.create_warc_record(
            address,
            "response",
            payload=io.BytesIO(gzip.compress(body) if encoding else body),
            http_headers=StatusAndHeaders(status, headers, protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": f"2024-05-0{number + 1}T10:00:00Z"},
        )
        writer.write_record(record)
        writer.write_record(writer.create_warc_record(address, "request", payload=io.BytesIO(b"GET")))
    return out.getvalue()


ADDRESS = "https://harbour.example/1"
PAGE = page(charset="windows-1252").encode("cp1252")


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_pages_of_a_crawl(packed: bool, encoding: str) -> None:
    answers = [
        (ADDRESS, "text/html", PAGE),
        ("https://harbour.example/a", "application/pdf", pdf([FIRST])),
        ("https://harbour.example/b", "text/plain; charset=latin-1", "The señor left.".encode("latin-1")),
        ("https://harbour.example/c.css", "text/css", b"p { color: red }"),
        ("https://harbour.example/d.png", "image/png", b"\x89PNG"),
        ("https://harbour.example/robots.txt", "text/plain", b"User-agent: *"),
    ]
    found = outcomes(crawl(*answers, packed=packed, encoding=encoding), "a.warc.gz" if packed else "a.warc")
    assert [one.id for one in found] == [address for address, *_ in answers[:3]]  # type: ignore[union-attr]
    first, second, third = found
    assert isinstance(first, Document)
    assert "“We will answer,”" in first.text
    assert (first.url, first.published) == (ADDRESS, None)  # when it was crawled tells nothing
    assert second.text == FIRST  # type: ignore[union-attr]
    assert third.text == "The señor left."  # type: ignore[union-attr]


def test_an_address_crawled_twice() -> None:
    other = PAGE.replace(b"More than 30", b"More than 40")
    raw = crawl(*((ADDRESS, "text/html", body) for body in (PAGE, PAGE, other)))
    assert [one.id for one in outcomes(raw, "a.warc")] == [ADDRESS, f"{ADDRESS} (2024-05-03T10:00:00Z)"]  # type: ignore[union-attr]


def test_errors_of_a_server_are_no_articles() -> None:
    (failure,) = outcomes(crawl((ADDRESS, "text/html", PAGE), status="404 Not Found"), "a.warc")
    assert isinstance(failure, Failure)
    assert "holds no page" in failure.reason


def test_a_crawl_that_was_cut_off_is_named(capfd: pytest.CaptureFixture[str]) -> None:
    raw = crawl(*((f"{ADDRESS}{number}", "text/html", PAGE) for number in range(9)), packed=True)
    *pages, last, whole = outcomes(raw[:-60], "a.warc.gz")
    assert [one.id for one in pages] == [f"{ADDRESS}{number}" for number in range(8)]  # type: ignore[union-attr]
    assert [last.source, whole.source] == [f"{ADDRESS}8", "a.warc.gz"]  # type: ignore[union-attr]
    assert isinstance(outcomes(b"WARC/1.0\r\nX", "a.warc")[0], Failure)
    assert capfd.readouterr() == ("", "")


def test_damage_in_an_answer_is_named_and_no_page_is_cut_there(capfd: pytest.CaptureFixture[str]) -> None:
    good = crawl((ADDRESS, "text/html", PAGE * 9), encoding="gzip")
    at = good.rindex(b"\x1f\x8b") + 40
    (failure,) = outcomes(good[:at] + bytes(4) + good[at + 4 :], "a.warc")
    assert isinstance(failure, Failure)
    wrong = crawl((ADDRESS, "text/html", PAGE)).replace(b"Content-Length: ", b"Content-Length: 1")
    assert outcomes(wrong, "a.warc")
    assert capfd.readouterr() == ("", "")


def test_a_crawl_in_an_archive() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.warc.gz", crawl((ADDRESS, "text/html", PAGE), packed=True))
    assert [one.id for one in outcomes(out.getvalue(), "x.zip")] == [ADDRESS]  # type: ignore[union-attr]
