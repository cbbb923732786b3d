"""Whatever a text or a file holds: what is read is sound, what is not is refused in a line, and nothing raises."""

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable

import sound
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kb.batch import record
from kb.model import Document
from kb.read import Failure, Source, read
from kb.read.table import KINDS, kind_of

UNFORESEEN = "cannot be read by kb ("  # what is said of an error that no reader thought of
PIECES = (
    *("Rebels", "The U.S. army", "police", "Mr. Omar Sayed", "Ann Brandt's", "they", "Iran and", "who", "the Bank of"),
    *("attacked", "killed 12 people", "at least 5,000 were wounded", "had been arrested", "to withdraw", "said that"),
    *("on Friday", "December 31", "27 December 2019", "2019-12-27T10:30Z", "from 3 to 5 March", "in the 1990s", "May"),
    *("two days after the attack", "last week", "44 BC", "31.12.0", "99999", "3/4/21", "the 5th", "at 14:30"),
    *(
        "in Baghdad",
        "Basra, Iraq,",
        "not",
        "if",
        "would",
        ".",
        ",",
        ";",
        "!?",
        "...",
        "--",
        "“",
        "”",
        "‘",
        "’",
        '"',
        "(",
    ),
    *(
        ")",
        "[",
        "# ",
        "\n",
        "\n\n",
        "\n- ",
        "| ",
        "%",
        "\t",
        "\u00a0",
        "\u0301",
        "\u202e",
        "\ud800",
        "\u200b",
        "é",
        "漢",
    ),
)
WORDS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=60)
TEXTS = st.builds(lambda joint, words: joint.join(words), st.sampled_from((" ", " ", "")), WORDS)
DAYS = st.sampled_from((None, sound.PUBLISHED))
ARTICLE = (
    "Rebels attacked Basra\n\nRebels attacked Basra on Friday. Police said that 12 people were killed on 3 May 2019."
)


@given(TEXTS, DAYS)
def test_any_article_is_read_soundly_and_the_same_each_time(text: str, day: object) -> None:
    document = Document("a", text, published=day, published_basis="given" if day else "none")  # type: ignore[arg-type]
    assert record(sound.check_document(document)) == record(sound.check_document(document))


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", ARTICLE)
        archive.writestr("b/c.json", json.dumps({"text": ARTICLE}))
    return out.getvalue()


def _tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        member = tarfile.TarInfo("a.txt")
        member.size = len(ARTICLE)
        archive.addfile(member, io.BytesIO(ARTICLE.encode()))
    return out.getvalue()


# A sound file of each kind that needs no library beyond Python's own.
SOUND: dict[str, bytes] = {
    ".txt": ARTICLE.encode(),
    ".md": f"---\ntitle: A\ndate: 2019-05-03\nauthor: Ann\n---\n{ARTICLE}".encode("utf-16"),
    ".jsonl": b"".join(json.dumps({"id": id, "text": ARTICLE, "date": "2019"}).encode() + b"\n" for id in ("a", "b")),
    ".json": json.dumps([{"title": "A", "text": ARTICLE, "published": "2019-05-03"}], indent=1).encode(),
    ".csv": f'id,date,title,text\n1,2019-05-03,A,"{ARTICLE}"\n2,x,"B\n'.encode(),
    ".eml": f"From: a@b.example\nSubject: =?utf-8?q?A?=\nDate: Fri, 3 May 2019 10:00:00 +0000\n\n{ARTICLE}".encode(),
    ".zip": _zip(),
    ".tar": _tar(),
    ".gz": gzip.compress(ARTICLE.encode(), mtime=0),
    ".docx": _zip(),
    ".html": f"<html><head><title>A</title></head><body><p>{ARTICLE}</p></body></html>".encode(),
    ".rss": b"<rss version='2.0'><channel><item><title>A</title></item></channel></rss>",
    ".pdf": b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
    ".warc": b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n",
    ".doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "": ARTICLE.encode(),
}
NOISE = st.one_of(
    st.binary(max_size=8), st.sampled_from((b"\0", b"\xff\xfe", b'"', b"{", b"[", b"\r\n\r\n", b"<", b"9" * 20))
)


@st.composite
def _damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file that was sound, with some of it taken out or overwritten, cut off, or under another's suffix."""
    suffix = draw(st.sampled_from(sorted(SOUND)))
    data = SOUND[suffix]
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(data)))
        data = data[:at] + draw(NOISE) + data[at + draw(st.integers(0, 20)) :]
    return draw(st.sampled_from((suffix, suffix, *sorted(SOUND)))), data[
        : draw(st.integers(0, len(data)) | st.just(len(data)))
    ]


@example((".warc", SOUND[".warc"]))  # warcio misses the address of the record
@example((".eml", b"Date: Fri, 3 May 999999999999999999992019 10:00:00 +0000\n\nRebels"))
@given(_damaged() | st.tuples(st.sampled_from(sorted(SOUND)), st.binary(max_size=200)))
@settings(max_examples=settings().max_examples * 3)
def test_any_bytes_are_read_soundly_or_refused_in_a_line(file: tuple[str, bytes]) -> None:
    suffix, data = file
    found = list(read(Source(io.BytesIO(data), f"a{suffix}")))
    assert found or kind_of(Source(io.BytesIO(data), f"a{suffix}")) is not KINDS[-1]
    for one in found:
        if isinstance(one, Failure):
            assert one.reason.strip()
            assert "\n" not in one.reason
            assert not one.reason.startswith(UNFORESEEN), one
        else:
            (one.id + one.text + one.title + one.url + one.publisher + one.author).encode()
            sound.check_document(one)


def test_the_sound_files_are_read() -> None:
    own: Callable[[str], bool] = {
        ".txt",
        ".md",
        ".jsonl",
        ".json",
        ".csv",
        ".eml",
        ".zip",
        ".tar",
        ".gz",
        "",
    }.__contains__
    for suffix in filter(own, SOUND):
        found = list(read(Source(io.BytesIO(SOUND[suffix]), f"a{suffix}")))
        assert any(isinstance(one, Document) and "Basra" in one.text for one in found), (suffix, found)
