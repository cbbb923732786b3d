"""E-mail and pages saved as one file, made by the standard library as mail programs and browsers make them."""

import io
import zipfile
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from kb.model import Document
from kb.read import Failure, Source, read

PROSE = "The minister left Basra on Tuesday. Talks will go on next week, he said in “Besançon”.\n"
PAGE = (
    f"<html><body><p>{PROSE * 3}</p><p>Nobody was hurt in the town, officials said on the same day.</p></body></html>"
)


def message(text: str = PROSE, html: str = "", **headers: str) -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    said = {
        "Subject": "Talks in Besançon end",
        "From": "Anna Field <anna@harbour.example>",
        "To": "desk@harbour.example",
        "Date": "Fri, 27 Dec 2019 23:10:00 -0500",
        "Message-ID": "<1@harbour.example>",
    }
    for name, value in {**said, **headers}.items():
        mail[name] = value
    if text:
        mail.set_content(text)
    if html:
        (mail.add_alternative if text else mail.set_content)(html, subtype="html")
    return mail


def outcomes(mail: EmailMessage | bytes, name: str = "a.eml") -> list[Document | Failure]:
    return list(read(Source(io.BytesIO(mail if isinstance(mail, bytes) else mail.as_bytes()), name)))


def read_one(mail: EmailMessage | bytes, name: str = "a.eml") -> Document:
    (document,) = outcomes(mail, name)
    assert isinstance(document, Document), document
    return document


@pytest.mark.parametrize("name", ["a.eml", "a.txt", "a"])
def test_subject_date_sender_and_text_of_a_message(name: str) -> None:
    found = read_one(message(html=PAGE), name)
    assert (found.id, found.text, found.title) == (name, PROSE, "Talks in Besançon end")
    assert (found.author, found.publisher) == ("Anna Field", "")
    assert found.published
    assert (found.published.edtf, found.published_basis) == ("2019-12-27", "metadata")


def test_a_message_that_is_a_page_alone_is_read_as_one() -> None:
    found = read_one(message("", PAGE))
    assert "Nobody was hurt in the town" in found.text
    assert "<p>" not in found.text
    assert found.title == "Talks in Besançon end"


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "nonsense"])
def test_a_message_in_an_old_encoding(charset: str) -> None:
    raw = message("Señor Núñez left.\n").as_bytes()
    body = "Señor Núñez left.\n".encode("utf-8" if charset == "utf-8" else "latin-1")
    head = raw.split(b"\r\n\r\n")[0].replace(b"utf-8", charset.encode()).replace(b"quoted-printable", b"8bit")
    assert read_one(head + b"\r\n\r\n" + body).text == "Señor Núñez left.\n"


def test_attachments_are_read_by_their_kind_and_pictures_passed_over() -> None:
    mail = message()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("b.txt", PROSE)
    mail.add_attachment(out.getvalue(), maintype="application", subtype="zip", filename="../a.zip")
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    mail.add_attachment("News of the day.", filename="c.txt")
    mail.add_attachment(message("A letter in a letter.\n"))
    ids = [one.id for one in outcomes(mail)]  # type: ignore[union-attr]
    assert ids == ["a.eml", "a.eml!/a.zip!/b.txt", "a.eml!/c.txt", "a.eml!/attachment 4.eml"]


def test_a_message_without_text_has_what_is_attached() -> None:
    mail = message("")
    mail.add_attachment("News of the day.", filename="c.txt")
    assert [one.id for one in outcomes(mail)] == ["a.eml!/c.txt"]  # type: ignore[union-attr]
    (failure,) = outcomes(message(" "))
    assert isinstance(failure, Failure)
    assert "without text" in failure.reason


def test_letters_in_letters_have_an_end() -> None:
    mail = message()
    for _ in range(8):
        outer = message()
        outer.add_attachment(mail)
        mail = outer
    found = outcomes(mail)
    assert len(found) == 6
    assert isinstance(found[-1], Failure)


@pytest.mark.parametrize(
    "raw",
    [
        b"From: a\nDate: never\nSubject: =?utf-8?b?broken\nMessage-ID: <<>>\n\nNews of the day.",
        b"From: =?x?q?=\nTo: <\nMIME-Version: 1.0\nContent-Type: multipart/mixed\n\nNews of the day.",
        b'From: a\nTo: b\nMIME-Version: 1\nContent-Type: text/plain; charset="\xff"\n\nx',
        b"From: a\nTo: b\nMIME-Version: 1\nContent-Transfer-Encoding: base64\n\n!!",
        b"From: a\nMIME-Version: 1\nDate: Fri, 99 Foo 99999 99:99\n\nx",
        b"From: a\nTo: b\nMIME-Version: 1\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b",
        b"\nFrom: a\nTo: b\nMIME-Version: 1.0\nContent-Disposition: attachment; filename*=utf-8''%FF%00\n\nx",
    ],
)
def test_broken_messages_are_read_or_refused(raw: bytes) -> None:
    for one in outcomes(raw):
        assert isinstance(one, Document) or "bug" not in one.reason


def test_prose_with_a_colon_is_no_message() -> None:
    prose = "Note: this is news.\nDate: not given.\nSubject: Basra.\n\nThe minister left."
    assert read_one(prose.encode(), "a.txt").text == prose


def test_a_page_that_a_browser_saved_as_one_file() -> None:
    mail = message("", PAGE, **{"Snapshot-Content-Location": "https://harbour.example/1"})
    mail.replace_header("From", "<Saved by Blink>")
    mail.make_related()
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    found = read_one(mail, "a.mhtml")
    assert (found.url, found.author) == ("https://harbour.example/1", "")
    assert (found.published, found.published_basis) == (None, "none")  # when it was saved tells nothing
    assert "Nobody was hurt" in found.text
