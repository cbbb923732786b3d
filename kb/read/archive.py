"""ZIP and tar archives: each member as a file of its own, called `archive.zip!/folder/name`; no disk is written to."""

import re
import tarfile
from collections import Counter
from collections.abc import Callable, Iterator
from typing import IO
from zipfile import ZipFile, ZipInfo

from kb.errors import InputError
from kb.model import Document
from kb.read import refused, table
from kb.read.failure import Failure
from kb.read.packed import DAMAGED, damaged, opened, unpacked
from kb.read.source import Source

_Open = Callable[[], IO[bytes]]
_ENCRYPTED = 1
_UNSAFE = re.compile(r"[\x00-\x1f\x7f]")
_HIDDEN = re.compile(r"(?:^|/)(?:\.|__MACOSX/)")
_OFFICE = (
    ("word/document.xml", ".docx"),
    ("xl/workbook.xml", ".xlsx"),
    ("ppt/presentation.xml", ".pptx"),
    ("META-INF/container.xml", ".epub"),
    ("content.xml", ".odt"),
)


def read_zip(source: Source) -> Iterator[Document | Failure]:
    """The documents of a ZIP archive; or those of an office document, which is a ZIP archive too."""
    file = opened(source)
    try:
        archive = ZipFile(file)
    except DAMAGED as error:
        raise damaged(error) from error
    names = set(archive.namelist())
    office = next((suffix for name, suffix in _OFFICE if name in names), "")
    if office == ".docx":
        from kb.read import docx

        yield from docx.read_file(file, source)
    elif office:
        raise refused.refusal(office)
    else:
        yield from _members(source, ((one.filename, _opener(archive, one)) for one in archive.infolist()))


def read_tar(source: Source) -> Iterator[Document | Failure]:
    """The documents of a tar archive, as they come; links and devices are passed over."""
    file = source.stream() if source.depth else opened(source)
    try:
        with tarfile.open(fileobj=file, mode="r|") as archive:
            yield from _members(source, _files(archive))
    except DAMAGED as error:
        raise damaged(error) from error


def _opener(archive: ZipFile, member: ZipInfo) -> _Open:
    def opener() -> IO[bytes]:
        if member.flag_bits & _ENCRYPTED:
            raise InputError("is encrypted; unpack it with its password and add what is in it")
        return archive.open(member)

    return opener


def _files(archive: tarfile.TarFile) -> Iterator[tuple[str, _Open]]:
    for member in archive:
        archive.members.clear()  # type: ignore[attr-defined]  # else they gather, and a tar may have any number of them
        if member.isreg() and (file := archive.extractfile(member)):
            yield member.name, lambda file=file: file  # type: ignore[misc]


def _members(source: Source, files: Iterator[tuple[str, _Open]]) -> Iterator[Document | Failure]:
    """What the members hold that may be articles."""
    seen: Counter[str] = Counter()
    nothing = True
    for written, opener in files:
        name = harmless(written)
        if not name or written.endswith("/") or _HIDDEN.search(name) or not table.may_hold_articles(name):
            continue
        seen[name] += 1
        place = f"{source.name}!/{name}" + (f" ({seen[name]})" if seen[name] > 1 else "")
        try:
            member = source.inside(unpacked(opener(), source.budget), place, suffix=table.suffix_of(name))
            if not member.suffix and not table.is_article(member):
                continue
        except DAMAGED as error:
            yield Failure(place, str(damaged(error)))
        except InputError as error:
            yield Failure(place, str(error))
        else:
            yield from table.read(member)
        nothing = False
        if source.budget.is_spent:
            return
    if nothing:
        raise InputError("holds no file that is read; check the archive")


def harmless(name: str) -> str:
    """The name of a member as part of an id: it leads nowhere but down."""
    parts = re.split(r"[/\\]+", _UNSAFE.sub("?", name).encode("utf-8", "replace").decode())
    return "/".join(part for part in parts if part not in ("", ".", "..") and not re.fullmatch("[A-Za-z]:", part))
