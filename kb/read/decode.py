"""Bytes to text: UTF-8 first, byte order marks, then recognition of older encodings; never a silent guess at binary."""

import re

from kb.errors import InputError

# The longer marks first: the UTF-32 little-endian mark begins with the UTF-16 one.
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SIGNATURES = (
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"SQLite format 3\x00", "a database"),
)
# What the web calls these is read by browsers as the larger set that they are part of.
_WEB_NAMES = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
}
_AS_TEXT = "save its text as UTF-8 (.txt or .md) and add that"
_CONTROL = re.compile(r"[\x00-\x07\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_SHARE = 0.01  # of the characters; uniformly random bytes have 0.1, teletype files of agencies a few in all
_WELL_FORMED_SHARE = 0.6  # of the bytes beyond ASCII; Chinese in GB 18030 has a third by accident
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
# What speaks against Windows-1252: signs that no Western text uses, three accented letters in a row (another script),
# an accented capital inside a word (the quotation marks of Mac Roman).
_NOT_WESTERN = re.compile(
    r"[^\x00-\x7fÀ-ÖØ-öø-ÿŒœŠšŽžŸ‘’“”‚„‹›«»–—…•·€£¥¢©®™°§¶¡¿½¼¾ªº´¨\xa0\xad×÷±²³µ†‡]"
    r"|[À-ÖØ-öø-ÿŒœŠšŽžŸ]{3}|[a-zß-ÿ][À-ÖØ-ÞŒŠŽŸ]|[A-Za-z][²³µ±×÷¶†‡¨´¥¢]"
)


def decode(raw: bytes, charset: str = "", *, mend: bool = False) -> str:
    """The text of a file, without byte order mark and with every line end as `\\n`.

    `charset` is what others say of it; it counts where the bytes are no UTF-8. To `mend` is to put a sign in the place
    of what is damaged in an encoding that is known. Raises InputError with the reason for bytes that are empty, binary,
    or in no encoding that can be told.
    """
    for signature, kind in _SIGNATURES:
        if raw.startswith(signature):
            raise InputError(f"is {kind}, not text; {_AS_TEXT}")
    text = (_declared(raw, charset, mend) or _characters(raw)).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise InputError("is empty; nothing was added")
    if "\0" in text:
        raise InputError(f"holds NUL bytes, so it is binary or UTF-16 without a byte order mark; {_AS_TEXT}")
    if len(_CONTROL.findall(text)) > _CONTROL_SHARE * len(text):
        raise InputError(f"is binary, not text; {_AS_TEXT}")
    return text


def glance(raw: bytes) -> str:
    """The characters at the beginning of a file, as far as its kind can be told from them."""
    name = next((name for mark, name in _MARKS if raw.startswith(mark)), "utf-8")
    return raw.decode(name, "replace")


def is_text(raw: bytes) -> bool:
    """Whether bytes begin as text does, and not as programs, pictures and data do."""
    text = glance(raw)
    return not (
        any(raw.startswith(signature) for signature, _ in _SIGNATURES)
        or "\0" in text
        or len(_CONTROL.findall(text)) > _CONTROL_SHARE * len(text)
    )


def _declared(raw: bytes, charset: str, mend: bool) -> str:
    """The text in the encoding that it is said to be in, "" where it is not."""
    name = _WEB_NAMES.get(charset.strip().lower(), charset.strip())
    if not name or any(raw.startswith(mark) for mark, _ in _MARKS):
        return ""
    for encoding, errors in (("utf-8", "strict"), (name, "strict"), (name, "replace" if mend else "strict")):
        try:
            return raw.decode(encoding, errors)
        except (UnicodeError, LookupError, ValueError):
            continue
    return ""


def _characters(raw: bytes) -> str:
    name = next((name for mark, name in _MARKS if raw.startswith(mark)), "utf-8")
    try:
        return raw.decode(name)
    except UnicodeDecodeError as error:
        if not name.startswith("utf-8"):
            raise InputError(f"begins as {name.upper()} and is not; {_AS_TEXT}") from None
        if _is_damaged_utf8(raw):
            line = raw.count(b"\n", 0, error.start) + 1
            raise InputError(
                f"is UTF-8 with a damaged character in line {line}; mend it there and add it again"
            ) from None
    if b"\0" in raw:
        return "\0"
    return _recognised(raw)


def _is_damaged_utf8(raw: bytes) -> bool:
    """Whether most bytes beyond ASCII are in well-formed UTF-8, which other encodings hit by accident only."""
    beyond = sum(byte > 0x7F for byte in raw)
    return sum(map(len, _MULTIBYTE.findall(raw))) > _WELL_FORMED_SHARE * beyond


def _recognised(raw: bytes) -> str:
    # Detectors need more than one apostrophe to tell Windows-1252 from its neighbours; English news seldom gives more.
    try:
        western = raw.decode("cp1252")
    except UnicodeDecodeError:
        western = ""
    if western and not _NOT_WESTERN.search(western):
        return western
    from charset_normalizer import from_bytes

    best = from_bytes(raw).best()
    if best is None:
        raise InputError(f"is in no encoding that can be told; {_AS_TEXT}")
    return str(best)
