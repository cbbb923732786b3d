"""PDF and Word documents, made by reportlab, pypdf and python-docx."""

import io
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer

from kb.model import Document
from kb.read import Failure, Source, read
from kb.read import hints as properties
from kb.read.lines import running_text

FIRST = (
    "KIRKUK — More than 30 rockets hit the K1 base on 27 December 2019, killing an American contractor, officials "
    "said. Four soldiers were hurt in the attack on the base, which houses soldiers of several countries."
)
SECOND = (
    "The coalition said on Saturday that it was looking into the attack. A spokesman said that nobody had claimed it, "
    "and that those who did it would be found."
)


def outcomes(raw: bytes, name: str) -> list[Document | Failure]:
    return list(read(Source(io.BytesIO(raw), name)))


def read_one(raw: bytes, name: str) -> Document:
    (document,) = outcomes(raw, name)
    assert isinstance(document, Document), document
    return document


def refused(raw: bytes, name: str) -> str:
    (failure,) = outcomes(raw, name)
    assert isinstance(failure, Failure)
    assert "\n" not in failure.reason
    return failure.reason


# PDF


def pdf(paragraphs: list[str], *, head: str = "", **properties: str) -> bytes:
    out = io.BytesIO()

    def page(canvas: Canvas, _: object) -> None:
        if head:
            canvas.drawString(72, A4[1] - 40, f"{head}, page {canvas.getPageNumber()}")

    style = getSampleStyleSheet()
    parts: list[object] = []
    for text in paragraphs:
        if text == "\f":
            parts.append(PageBreak())
        else:
            parts += [Paragraph(text, style["Heading1" if len(text) < 40 else "BodyText"]), Spacer(1, 6)]
    SimpleDocTemplate(out, pagesize=A4, **properties).build(parts, onFirstPage=page, onLaterPages=page)
    return out.getvalue()


def test_a_pdf_is_running_text() -> None:
    document = read_one(pdf(["Rockets hit base in Kirkuk", FIRST, SECOND]), "a.pdf")
    assert document.text.split("\n\n") == ["Rockets hit base in Kirkuk", FIRST, SECOND]
    assert (document.id, document.title) == ("a.pdf", "Rockets hit base in Kirkuk")
    assert (document.published, document.published_basis) == (None, "none")  # the day it was made tells nothing


def test_running_heads_and_page_numbers_are_left_out() -> None:
    document = read_one(pdf([FIRST, "\f", SECOND, "\f", FIRST, "\f", SECOND], head="Harbour report"), "a.pdf")
    assert document.text.split("\n\n") == [FIRST, SECOND, FIRST, SECOND]


@pytest.mark.parametrize(
    ("title", "author", "expected"),
    [
        ("Rockets in Kirkuk", "Anna Field", ("Rockets in Kirkuk", "Anna Field")),
        ("report_v3.docx", "jsmith", ("", "")),
        ("Microsoft Word - Document1", "Office User", ("", "")),
        ("untitled", "anonymous", ("", "")),
    ],
)
def test_properties_are_hints(title: str, author: str, expected: tuple[str, str]) -> None:
    document = read_one(pdf([FIRST, SECOND], title=title, author=author), "a.pdf")
    assert (document.title, document.author) == expected
    assert properties.title(None) == properties.author(3) == ""


def written(pages: int = 0, password: str | None = None, algorithm: str | None = None) -> bytes:
    writer = PdfWriter()
    for page in PdfReader(io.BytesIO(pdf([FIRST]))).pages if not pages else ():
        writer.add_page(page)
    for _ in range(pages):
        writer.add_blank_page(72, 72)
    if password is not None:
        writer.encrypt(password, "owner", algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_a_pdf_that_only_its_owner_may_change_is_read(algorithm: str) -> None:
    assert read_one(written(password="", algorithm=algorithm), "a.pdf").text == FIRST


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (written(password="secret", algorithm="AES-256"), "is a PDF with a password"),
        (written(pages=2), "pictures without text (a scan)"),
        (b"%PDF-1.7\nnothing more", "is a damaged PDF"),
        (pdf([FIRST])[:400], "is a damaged PDF"),
        (b"News of the day", "is no PDF as its suffix says"),
    ],
)
def test_what_is_no_pdf_to_read_says_what_to_do(raw: bytes, words: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert words in refused(raw, "a.pdf")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("The govern-\nment met in Basra and talked for hours on end there.", "The government met"),
        ("It was a well-\nknown man, well-known to everybody in the whole town.", "It was a well-known man, well"),
        ("The men of al-\nShabaab came by night to the village near the border.", "The men of al-Shabaab came"),
        ("A co\xad\noperation of states was agreed upon in Basra on the day.", "A cooperation"),
        ("A long line of words that goes on for a while and\nthen goes on.\nThe next paragraph is here", "A long"),
    ],
)
def test_lines_become_paragraphs(lines: str, expected: str) -> None:
    assert running_text([lines]).startswith(expected)


def test_a_paragraph_goes_on_over_the_page() -> None:
    full = "Soldiers came to the town in the north on the same day and"
    assert running_text([f"{full}\n{full}", "went away again.\n\nThe next paragraph."]).split("\n\n") == [
        f"{full} {full} went away again.",
        "The next paragraph.",
    ]


# Word


def word(*, title: str = "", author: str = "") -> bytes:
    made = docx.Document()
    made.add_heading("Rockets hit base in Kirkuk", 0)
    made.add_paragraph(FIRST)
    table = made.add_table(rows=2, cols=2)
    for row, cells in zip(table.rows, (("Day", "Dead"), ("Friday", "one")), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    run = made.add_paragraph("It was “").add_run("not")
    run.add_break()
    run.add_text("us”")
    inserted = OxmlElement("w:ins")
    run._r.addnext(inserted)
    late = OxmlElement("w:r")
    words = OxmlElement("w:t")
    words.text = ", he said."
    late.append(words)
    inserted.append(late)
    made.add_paragraph(SECOND)
    made.core_properties.title, made.core_properties.author = title, author
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize("name", ["a.docx", "a.zip", "a"])
def test_a_word_document_is_known_by_its_content(name: str) -> None:
    document = read_one(word(title="Draft of it", author="Anna Field"), name)
    assert document.text.split("\n\n") == [
        "Rockets hit base in Kirkuk",
        FIRST,
        "Day | Dead",
        "Friday | one",
        "It was “not\nus”, he said.",
        SECOND,
    ]
    assert (document.id, document.title, document.author) == (name, "Rockets hit base in Kirkuk", "Anna Field")
    assert document.published is None


def test_the_names_that_programs_give_are_none() -> None:
    assert read_one(word(author="python-docx"), "a.docx").author == ""


def damaged() -> bytes:
    """A Word document whose text is no XML any more."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word())) as made, zipfile.ZipFile(out, "w") as other:
        for part in made.infolist():
            other.writestr(part, made.read(part)[: 500 if part.filename == "word/document.xml" else None])
    return out.getvalue()


def empty() -> bytes:
    out = io.BytesIO()
    docx.Document().save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (damaged(), "is a damaged Word document"),
        (empty(), "without text"),
        (b"News of the day", "is no Word document as its suffix says"),
        (word()[:300], "cannot be unpacked"),
    ],
)
def test_what_is_no_word_document_to_read_says_what_to_do(raw: bytes, words: str) -> None:
    assert words in refused(raw, "a.docx")


def test_a_document_in_an_archive() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.docx", word())
        archive.writestr("b.pdf", pdf([FIRST]))
    names = [one.id if isinstance(one, Document) else one for one in outcomes(out.getvalue(), "x.zip")]
    assert names == ["x.zip!/a.docx", "x.zip!/b.pdf"]
