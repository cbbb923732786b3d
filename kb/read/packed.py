"""Files that are packed alone, as by gzip; and the stream by which all that is unpacked is counted."""

import bz2
import gzip
import io
import lzma
import os
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import IO, Any

from kb.errors import InputError
from kb.model import Document
from kb.read import table
from kb.read.failure import Failure
from kb.read.limits import MOST_DEPTH, Budget
from kb.read.source import Source

# What the libraries raise on a file that is damaged, encrypted or packed in a way that they do not know.
DAMAGED = (
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    lzma.LZMAError,
    tarfile.TarError,
    zipfile.BadZipFile,
    zlib.error,
)
_OPENERS: dict[bytes, Callable[..., Any]] = {b"\x1f\x8b": gzip.open, b"BZ": bz2.open, b"\xfd7": lzma.open}


def read(source: Source) -> Iterator[Document | Failure]:
    """What is packed, under the name of the file; it is a document, a table, an archive."""
    file = opened(source)
    opener = _OPENERS.get(source.head[:2])
    if opener is None:
        raise InputError("is not packed as its name says; give it the suffix of what it is")
    inner = PurePosixPath(source.name).with_suffix("").suffix.lower()
    suffix = ".tar" if source.suffix in (".tgz", ".tbz2", ".txz") else inner
    yield from table.read(source.inside(unpacked(opener(file), source.budget), source.name, suffix=suffix))


def opened(source: Source) -> IO[bytes]:
    """The file of an archive, from its beginning, once it is known how much may come out of it."""
    if source.depth >= MOST_DEPTH:
        raise InputError("lies in an archive in an archive in an archive; unpack it and add the folder")
    file = source.seekable()
    source.budget.open(file.seek(0, os.SEEK_END))
    file.seek(0)
    return file


def unpacked(file: Any, budget: Budget) -> IO[bytes]:
    """A stream out of an archive, counted, whose errors are said in words."""
    return io.BufferedReader(_Unpacked(file, budget), 65536)


class _Unpacked(io.RawIOBase):
    def __init__(self, file: Any, budget: Budget) -> None:
        self._read = getattr(file, "read1", file.read)  # all there is up to where a file is damaged
        self._budget = budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            got = self._read(len(buffer))
        except DAMAGED as error:
            raise damaged(error) from error
        self._budget.spend(len(got))
        buffer[: len(got)] = got
        return len(got)


def damaged(error: Exception) -> InputError:
    """Why something cannot be unpacked, in words."""
    if "password" in str(error) or "encrypted" in str(error):
        return InputError("is encrypted; unpack it with its password and add what is in it")
    return InputError(f"cannot be unpacked ({str(error) or type(error).__name__}); pack it anew or add what is in it")
