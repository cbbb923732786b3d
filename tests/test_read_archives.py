"""ZIP and tar archives and packed files, made by the tools that make them, harmless and hostile."""

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from pathlib import Path

import pytest

from kb.model import Document
from kb.read import Failure, Source, read, read_source
from kb.read.archive import harmless

PROSE = "The minister left Basra on Tuesday. Talks will go on next week."


def zipped(files: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(files: dict[str, str | bytes], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, content in files.items():
            raw = content.encode() if isinstance(content, str) else content
            info = tarfile.TarInfo(name)
            info.size = len(raw)
            archive.addfile(info, io.BytesIO(raw))
    return out.getvalue()


def outcomes(raw: bytes, name: str) -> list[Document | Failure]:
    return list(read(Source(io.BytesIO(raw), name)))


def ids(raw: bytes, name: str) -> list[str]:
    return [one.id if isinstance(one, Document) else f"{one.source}: {one.reason}" for one in outcomes(raw, name)]


def refused(raw: bytes, name: str) -> str:
    (failure,) = outcomes(raw, name)
    assert isinstance(failure, Failure), failure
    assert "\n" not in failure.reason
    return failure.reason


FILES = {
    "folder/": "",
    "folder/a.txt": PROSE,
    "b.jsonl": json.dumps({"id": "own", "text": PROSE}) + "\n" + json.dumps({"text": PROSE}),
    "README": PROSE,
    "picture.png": b"\x89PNG",
    "program": b"\x7fELF\x00\x00",
    ".hidden.txt": PROSE,
    "__MACOSX/a.txt": b"\x00",
}
IDS = ["folder/a.txt", "own", "b.jsonl:2", "README"]


@pytest.mark.parametrize("name", ["a.zip", "a.bin"])
def test_a_zip_is_read_as_a_folder_is(name: str) -> None:
    assert ids(zipped(FILES), name) == [one if one == "own" else f"{name}!/{one}" for one in IDS]


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_a_tar_is_read_as_a_folder_is(mode: str) -> None:
    files = {name: content for name, content in FILES.items() if not name.endswith("/")}
    assert ids(tarred(files, mode), "a.tar.gz") == [one if one == "own" else f"a.tar.gz!/{one}" for one in IDS]


@pytest.mark.parametrize(("pack", "suffix"), [(gzip.compress, "gz"), (bz2.compress, "bz2"), (lzma.compress, "xz")])
def test_a_packed_file_keeps_its_name(pack, suffix: str) -> None:
    (document,) = outcomes(pack(PROSE.encode()), f"a.txt.{suffix}")
    assert isinstance(document, Document)
    assert (document.id, document.text) == (f"a.txt.{suffix}", PROSE)
    lines = "\n".join(json.dumps({"text": PROSE}) for _ in range(3))
    assert ids(pack(lines.encode()), f"a.jsonl.{suffix}") == [f"a.jsonl.{suffix}:{number}" for number in (1, 2, 3)]


def test_archives_in_archives() -> None:
    inner = zipped({"c.txt": PROSE})
    middle = tarred({"b.zip": inner}, "w:gz")
    assert ids(zipped({"a.tar.gz": middle}), "x.zip") == ["x.zip!/a.tar.gz!/b.zip!/c.txt"]


def test_depth_has_an_end() -> None:
    raw: bytes = zipped({"a.txt": PROSE})
    for _ in range(6):
        raw = zipped({"a.zip": raw, "b.txt": PROSE})
    found = outcomes(raw, "x.zip")
    assert [isinstance(one, Failure) for one in found] == [True, False, False, False, False]
    assert "an archive in an archive" in found[0].reason  # type: ignore[union-attr]


def test_a_file_on_disk_and_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"a.txt": PROSE}))
    assert [one.id for one in read_source(str(tmp_path))] == [f"{path.as_posix()}!/a.txt"]  # type: ignore[union-attr]
    for raw in (path.read_bytes(), tarred({"a.txt": PROSE}), gzip.compress(PROSE.encode())):

        class Pipe(io.RawIOBase):
            rest = io.BytesIO(raw)

            def readable(self) -> bool:
                return True

            def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def]
                got = self.rest.read(min(7, len(buffer)))  # a pipe gives what is there
                buffer[: len(got)] = got
                return len(got)

        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(Pipe())))
        (document,) = read_source("-")
        assert isinstance(document, Document)
        assert document.text == PROSE


# Hostile archives


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\Users\\a.txt", "Users/a.txt"),
        ("a/./b//c.txt", "a/b/c.txt"),
        ("a\x1b[31m.txt", "a?[31m.txt"),
        ("..", ""),
        ("caf\udce9.txt", "caf?.txt"),
    ],
)
def test_names_lead_nowhere_but_down(name: str, safe: str) -> None:
    assert harmless(name) == safe


@pytest.mark.parametrize("make", [zipped, tarred])
def test_a_path_that_leaves_the_archive_is_read_under_a_harmless_name(make, tmp_path: Path) -> None:
    assert ids(make({"../../a.txt": PROSE, "a.txt": PROSE}), "x.zip") == ["x.zip!/a.txt", "x.zip!/a.txt (2)"]


def test_links_and_devices_of_a_tar_are_passed_over(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo("a.txt")
            info.type, info.linkname = kind, str(secret)
            archive.addfile(info)
    assert "holds no file that is read" in refused(out.getvalue(), "x.tar")


def test_a_bomb_ends_and_is_named() -> None:
    found = outcomes(zipped({f"{number}.txt": b"boom " * 10_000_000 for number in range(3)}), "x.zip")
    assert [isinstance(one, Failure) for one in found] == [True]
    assert "unpacks to far more" in found[0].reason  # type: ignore[union-attr]


def test_a_bomb_in_archives_draws_on_one_budget() -> None:
    bomb = zipped({"a.jsonl": (json.dumps({"text": "boom " * 1000}) + "\n") * 8000})
    found = outcomes(zipped({f"{number}.zip": bomb for number in range(5)}), "x.zip")
    assert isinstance(found[-1], Failure)
    assert "unpacks to far more" in found[-1].reason
    assert len(found) < 8000


def test_a_packed_bomb_ends() -> None:
    assert "unpacks to far more" in refused(gzip.compress(bytes(60_000_000)), "a.txt.gz")


def test_honest_text_that_packs_well_is_no_bomb() -> None:
    lines = "\n".join(json.dumps({"text": f"{PROSE} {number} " * 20}) for number in range(500))
    assert len(outcomes(gzip.compress(lines.encode()), "a.jsonl.gz")) == 500


def encrypted() -> bytes:
    """A ZIP archive whose first file is marked as encrypted, as an archiver with a password marks it."""
    raw = bytearray(zipped({"a.txt": PROSE, "b.txt": PROSE}, zipfile.ZIP_STORED))
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    return bytes(raw)


def test_what_is_encrypted_is_named_and_the_rest_goes_on() -> None:
    failure, document = outcomes(encrypted(), "x.zip")
    assert isinstance(failure, Failure)
    assert (failure.source, failure.reason.split(";")[0]) == ("x.zip!/a.txt", "is encrypted")
    assert isinstance(document, Document)


def corrupt() -> bytes:
    raw = bytearray(zipped({"a.txt": PROSE, "b.txt": PROSE}, zipfile.ZIP_STORED))
    raw[raw.index(b"Basra")] ^= 1
    return bytes(raw)


def test_a_damaged_member_is_named_and_the_rest_goes_on() -> None:
    failure, document = outcomes(corrupt(), "x.zip")
    assert isinstance(failure, Failure)
    assert "cannot be unpacked (Bad CRC-32" in failure.reason
    assert isinstance(document, Document)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (zipped({"a.txt": PROSE * 50})[:-30], "a.zip"),
        (zipped({"a.txt": PROSE * 50})[:60], "a.zip"),
        (gzip.compress(PROSE.encode() * 50)[:-20], "a.txt.gz"),
        (gzip.compress(PROSE.encode())[:12], "a.gz"),
        (lzma.compress(PROSE.encode())[:20], "a.xz"),
        (PROSE.encode(), "a.zip"),
        (PROSE.encode(), "a.tar"),
        (PROSE.encode(), "a.gz"),
        (zipped({}), "a.zip"),
        (zipped({"a.png": b"\x89PNG"}), "a.zip"),
    ],
    ids=lambda value: value if isinstance(value, str) else len(value),  # packed bytes hold the time
)
def test_what_is_no_sound_archive_is_refused(raw: bytes, name: str) -> None:
    assert refused(raw, name)


def test_a_tar_that_was_cut_off_gives_no_half_an_article() -> None:
    found = outcomes(tarred({"a.txt": PROSE * 50})[:700], "a.tar")
    assert [one.source for one in found if isinstance(one, Failure)] == ["a.tar!/a.txt", "a.tar"]


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"mimetype": "application/epub+zip", "META-INF/container.xml": "<x/>"}, "is an e-book"),
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}, "is an OpenDocument text"),
        ({"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"}, "is a spreadsheet"),
        ({"[Content_Types].xml": "<x/>", "ppt/presentation.xml": "<x/>"}, "is a presentation"),
    ],
)
def test_office_documents_that_are_archives_are_told_from_them(files: dict[str, str | bytes], words: str) -> None:
    assert words in refused(zipped(files), "a.zip")


@pytest.mark.parametrize(
    ("raw", "name", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.doc", "a Word document of before 2007"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a", "an office document of before 2007"),
        (b"{\\rtf1\\ansi News}", "a.txt", "an RTF document"),
    ],
)
def test_old_formats_are_named_with_what_to_do(raw: bytes, name: str, words: str) -> None:
    reason = refused(raw, name)
    assert words in reason
    assert "save it as" in reason
