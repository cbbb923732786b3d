"""What a server answers to one request, and what each answer means."""

import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.client import HTTPException, HTTPResponse, RemoteDisconnected

from kb.fetch.body import read_body
from kb.fetch.errors import FetchError

_REDIRECTS = (301, 302, 303, 307, 308)
_BUSY = (408, 425, 429, 500, 502, 503, 504)
_GONE = (404, 410)
_REFUSED = (401, 402, 403, 407, 451)
_NO_TEXT = ("image/", "audio/", "video/", "font/")


@dataclass(frozen=True, slots=True)
class Answer:
    """A page as it came, its address, and what its server said of it; `fresh` is False where it has not changed."""

    url: str
    body: bytes = b""
    type: str = ""
    charset: str = ""
    etag: str = ""
    modified: str = ""
    fresh: bool = True
    location: str = ""  # where a redirect leads to
    status: int = 200


def understood(url: str, response: HTTPResponse, *, most: int, conditional: bool) -> Answer:
    """The answer, of `most` bytes; raises FetchError where it holds no page. Only where the question was `conditional`
    can a page be unchanged."""
    status, headers = response.status, response.headers
    if status in _REDIRECTS and headers.get("Location"):
        return Answer(url, location=_utf8(headers["Location"]), status=status)
    etag, modified = headers.get("ETag", "").strip(), headers.get("Last-Modified", "").strip()
    if status == HTTPStatus.NOT_MODIFIED and conditional:
        return Answer(url, etag=etag, modified=modified, fresh=False, status=status)
    if status not in (200, 203):
        raise _refusal(status, headers.get("Retry-After", ""))
    kind = headers.get_content_type() if "Content-Type" in headers else ""
    if kind.startswith(_NO_TEXT):
        raise FetchError(f"is {kind}, not text; there is nothing to read in it", lasting=True)
    charset = headers.get_content_charset("") if kind else ""
    return Answer(url, read_body(response, most), kind, charset, etag, modified)


@contextmanager
def speaking(host: str) -> Iterator[None]:
    """Turn what goes wrong on the way to a server and back into a FetchError."""
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise FetchError(
            f"the certificate of {host} is not trusted ({error.verify_message}); check the address"
        ) from None
    except ssl.SSLError as error:
        raise FetchError(
            f"{host} and kb cannot agree on a safe connection ({error.reason or error}); try again"
        ) from None
    except TimeoutError:
        raise FetchError(f"{host} does not answer in time; try again later") from None
    except ConnectionRefusedError:
        raise FetchError(f"{host} refuses the connection; check the address, or try again later") from None
    except (RemoteDisconnected, ConnectionError):
        raise FetchError(f"{host} broke the connection off; try again later", again=1.0) from None
    except HTTPException as error:
        raise FetchError(
            f"{host} gives an answer that is no HTTP ({type(error).__name__}); check the address"
        ) from None
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise FetchError(f"{host} cannot be reached ({why}); check the connection") from None


def _refusal(status: int, retry_after: str) -> FetchError:
    code = f"{status} {_phrase(status)}".strip()
    if status in _BUSY:
        again = _seconds(retry_after)
        asks = f" and asks to wait {again:.0f} seconds" if again is not None else ""
        reason = f"the server cannot answer now ({code}){asks}; try again later"
        return FetchError(reason, again=1.0 if again is None else again, status=status)
    if status in _GONE:
        return FetchError(f"there is no such page ({code}); check the address", lasting=True, status=status)
    if status in _REFUSED:
        reason = f"the server does not give it to kb ({code}); save the page from a browser and add the file"
        return FetchError(reason, lasting=True, status=status)
    return FetchError(f"the server gives no page ({code}); check the address", lasting=status < 500, status=status)


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _seconds(retry_after: str) -> float | None:
    """Retry-After in seconds, from a number or a date."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None


def _utf8(header: str) -> str:
    """A header as servers mean it that write UTF-8 where only ASCII is allowed."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header
