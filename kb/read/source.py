"""Bytes that hold an article or many, and what is known of them before they are read."""

import io
from collections.abc import Iterator
from functools import cached_property
from pathlib import PurePosixPath
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import IO, TextIO, cast

from kb.errors import InputError
from kb.read.decode import decode, glance
from kb.read.limits import MOST_BYTES, Budget, megabytes

_HEAD = 8192


class Source:
    """A binary stream that is read once, the name that ids and messages are made of, and hints.

    `url` is the address that the bytes came from and `charset` what its server says of them; `depth` is the number of
    archives around them, all of which draw on one `budget`.
    """

    def __init__(
        self, file: IO[bytes], name: str, *, suffix: str | None = None, url: str = "", charset: str = ""
    ) -> None:
        self.name = name
        self.suffix = PurePosixPath(name).suffix.lower() if suffix is None else suffix
        self.url = url
        self.charset = charset
        self.depth = 0
        self.budget = Budget()
        self._file = file

    def inside(
        self, file: IO[bytes], name: str, *, suffix: str | None = None, url: str = "", charset: str = ""
    ) -> "Source":
        """A source that this one holds."""
        held = Source(file, name, suffix=suffix, url=url, charset=charset)
        held.depth, held.budget = self.depth + 1, self.budget
        return held

    @cached_property
    def first(self) -> bytes:
        """The first line, as far as it may go: enough to know JSON lines for what they are."""
        return self._file.readline(MOST_BYTES + 1)

    @cached_property
    def head(self) -> bytes:
        """The first bytes, at least a few thousand of them where there are so many."""
        return self.first + self._file.read(max(0, _HEAD - len(self.first)))

    @cached_property
    def glance(self) -> str:
        """The first characters, as far as their encoding shows."""
        return glance(self.head[:_HEAD])

    def whole(self, most: int = MOST_BYTES) -> bytes:
        """All bytes; InputError where there are more than fit in memory."""
        raw = self.head + self._file.read(most + 1)
        if len(raw) > most:
            raise InputError(f"is larger than {megabytes(most)}, too large for one article; split it")
        return raw

    def text(self) -> str:
        """All characters, with every line end as `\\n`."""
        return decode(self.whole(), self.charset)

    def characters(self) -> TextIO:
        """All characters as they come: of what fits in memory in any encoding, beyond that in UTF-8."""
        raw = self.head + self._file.read(max(0, MOST_BYTES - len(self.head)))
        if not (more := self._file.read(1)):
            return io.StringIO(decode(raw, self.charset))
        rest = io.BufferedReader(cast(io.RawIOBase, _Rejoined(raw + more, self._file)), 65536)
        return io.TextIOWrapper(rest, "utf-8-sig", "surrogateescape", newline="")

    def lines(self) -> Iterator[bytes]:
        """Line by line, as they come; of one that is too long for an article, no more than shows that it is."""
        stream = self.stream()
        while line := stream.readline(MOST_BYTES + 1):
            yield line
            while len(line) > MOST_BYTES and not line.endswith(b"\n"):
                line = stream.readline(MOST_BYTES + 1)

    def stream(self) -> IO[bytes]:
        """The bytes from the first one on; they can be read once."""
        held = self.head if "head" in self.__dict__ else self.first
        return io.BufferedReader(cast(io.RawIOBase, _Rejoined(held, self._file)), 65536)

    def seekable(self) -> IO[bytes]:
        """The bytes in a file in which one can go back: the file itself, else a copy in memory or a temporary file."""
        if isinstance(self._file, (io.BufferedReader, io.BytesIO)) and self._file.seekable():
            self._file.seek(0)
            return self._file
        copy = SpooledTemporaryFile(max_size=MOST_BYTES)  # noqa: SIM115 - closed when it is forgotten
        copyfileobj(self.stream(), copy)
        copy.seek(0)
        return cast(IO[bytes], copy)


class _Rejoined(io.RawIOBase):
    """What was read ahead, and the rest behind it."""

    def __init__(self, ahead: bytes, rest: IO[bytes]) -> None:
        self._ahead = memoryview(ahead)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if not self._ahead:
            got = self._rest.read1(len(buffer)) if hasattr(self._rest, "read1") else self._rest.read(len(buffer))
            buffer[: len(got)] = got
            return len(got)
        size = min(len(buffer), len(self._ahead))
        buffer[:size] = self._ahead[:size]
        self._ahead = self._ahead[size:]
        return size
