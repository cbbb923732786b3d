"""The bytes of an answer: as many as were promised and no more than are wanted, also when they unpack."""

import zlib
from http.client import HTTPException, HTTPResponse, IncompleteRead

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
        self._stream = zlib.decompressobj(wbits=47)  # a header of gzip or zlib, whichever there is
        self._begun = False

    @property
    def done(self) -> bool:
        return self._stream.eof or not self._begun

    def feed(self, chunk: bytes) -> None:
        while chunk:
            if self._stream.eof:
                if not chunk.startswith(b"\x1f\x8b"):
                    return  # what stands behind the last member is padding
                self._stream = zlib.decompressobj(wbits=47)
            self._unpack(chunk)
            if self._stream.unconsumed_tail or len(self.out) > self._most:
                raise _too_large(self._most)
            chunk = self._stream.unused_data

    def _unpack(self, chunk: bytes) -> None:
        room = self._most - len(self.out) + 1
        try:
            self.out += self._stream.decompress(chunk, room)
        except zlib.error:
            if self._begun:
                raise FetchError("is packed and damaged; try again", again=1.0) from None
            self._stream = zlib.decompressobj(wbits=-15)
            try:
                self.out += self._stream.decompress(chunk, room)
            except zlib.error:
                raise FetchError("says that it is packed and is not; save the page and add the file") from None
        self._begun = True
