"""The bytes of an answer: as many as were promised and no more than are wanted, also when they unpack."""

import zlib
from http.client import HTTPException, HTTPResponse, IncompleteRead
from typing import Any

from kb.fetch.errors import FetchError

_CHUNK = 1 << 16
_PACKED = ("gzip", "x-gzip", "deflate")
ENCODINGS = "gzip, deflate"


def read_body(response: HTTPResponse, most: int) -> bytes:
    """The body of an answer, unpacked; raises FetchError for one that is too large, damaged or cut short."""
    packing = response.headers.get("Content-Encoding", "").strip().lower()
    if packing not in ("", "identity", *_PACKED):
        raise FetchError(f"comes packed as {packing[:40]!r}, which was not asked for; save the page and add the file")
    if (response.length or 0) > most:
        raise _too_large(most)
    unpack = _Unpacker(most) if packing in _PACKED else _Plain(most)
    try:
        while chunk := response.read(_CHUNK):
            unpack.feed(chunk)
    except IncompleteRead:
        raise _cut_short() from None
    except HTTPException as error:
        raise FetchError(
            f"comes in parts that do not fit together ({type(error).__name__}); try again", again=1.0
        ) from None
    if response.length or not unpack.done:
        raise _cut_short()
    return bytes(unpack.out)


def _too_large(most: int) -> FetchError:
    return FetchError(f"is larger than {most / 1e6:g} MB; save it and add the file", lasting=True)


def _cut_short() -> FetchError:
    return FetchError("ended before all of it had come; try again", again=1.0)


class _Plain:
    done = True

    def __init__(self, most: int) -> None:
        self.out = bytearray()
        self._most = most

    def feed(self, chunk: bytes) -> None:
        if len(self.out) + len(chunk) > self._most:
            raise _too_large(self._most)
        self.out += chunk


class _Unpacker:
    """gzip, in one or several members, or deflate with or without the header that it should have."""

    def __init__(self, most: int) -> None:
        self.out = bytearray()
        self._most = most
        self._stream: Any = None
        self._ahead = b""  # the first bytes of a member, until there are enough to tell what it is
        self._members = 0

    @property
    def done(self) -> bool:
        return self._stream is None and (self._members > 0 or not self._ahead)

    def feed(self, chunk: bytes) -> None:
        while chunk:
            if self._stream is None:
                self._ahead += chunk
                if len(self._ahead) < 2:
                    return
                chunk, self._ahead = self._ahead, b""
                self._stream = self._begin(chunk)
                if self._stream is None:
                    return
            chunk = self._unpack(chunk)

    def _begin(self, chunk: bytes) -> Any:
        if chunk.startswith(b"\x1f\x8b"):
            return zlib.decompressobj(wbits=31)
        if self._members:
            return None  # what stands behind the last member is padding
        header = chunk[0] & 0x0F == 8 and int.from_bytes(chunk[:2]) % 31 == 0
        return zlib.decompressobj(wbits=15 if header else -15)

    def _unpack(self, chunk: bytes) -> bytes:
        """Unpack; returns what stands behind the end of the member."""
        try:
            self.out += self._stream.decompress(chunk, self._most - len(self.out) + 1)
        except zlib.error:
            raise FetchError("says that it is packed and is not, or is damaged; try again", again=1.0) from None
        if self._stream.unconsumed_tail or len(self.out) > self._most:
            raise _too_large(self._most)
        if not self._stream.eof:
            return b""
        rest: bytes = self._stream.unused_data
        self._stream = None
        self._members += 1
        return rest
