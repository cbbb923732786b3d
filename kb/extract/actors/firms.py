"""Firms that no lexicon knows, told by what stands before them: "shares of Harlow", "Paris-based Suez", or by their
partners or what closes a name: "Clayton, Dubilier & Rice", "Poole Truck Line, Inc."."""

from kb.extract.actors.scan import AMPERSANDS, Chunk, Scan, match_name, match_title

_TRADED = frozenset(("shares", "stock", "shareholders", "stockholders", "bonds", "bondholders"))
_PARTNERS = 4  # names before "&"


def is_traded(scan: Scan, i: int) -> bool:
    """Whether a word with a capital only says of what: "Shares of Harlow rose"."""
    return scan.key(i) in _TRADED and scan.tokens[i].first and scan.key(i + 1) in ("of", "in")


def read_firm(scan: Scan, i: int, run: int) -> Chunk | None:
    """The firm that begins at token i, whose words with capitals end at `run`."""
    if end := _partners(scan, i):
        return Chunk(i, end, scan.words(i, end), "company", scan.keys(i, end), article=scan.key(i - 1))
    if _is_suffixed(scan, i, run) and not match_title(scan, i):
        # "Poole Truck Line, Inc." takes its last words with it.
        return Chunk(i, run + 2, scan.words(i, run), "company", scan.keys(i, run), article=scan.key(i - 1))
    if not scan.same(i - 1, i) or match_title(scan, i) or scan.key(run) == "s" or _tells_more(scan, i, run):
        return None
    traded = scan.key(i - 1) == "of" and scan.key(i - 2) in _TRADED
    tied = scan.tokens[i - 1].text
    based = tied.endswith("-based") and tied[0].isupper() and run == i + 1 and scan.key(i) not in scan.lexicon.given
    if not (traded or based):
        return None
    name = match_name(scan, i)
    if name and (name.kind == "company" or (name.kind == "state" and i + len(name.words) == run)):
        return None
    return Chunk(i, run, scan.words(i, run), "company", scan.keys(i, run), article=scan.key(i - 1))


def _is_suffixed(scan: Scan, i: int, run: int) -> bool:
    """Whether "Inc." or the like stands behind a comma."""
    closed = scan.key(run) == "," and scan.key(run + 1) in scan.lexicon.words.suffixed and scan.same(i, run + 1)
    return closed and scan.tokens[run + 1].text[0].isupper()


def _tells_more(scan: Scan, i: int, run: int) -> bool:
    """Whether a plain noun stands behind a name that tells which it is: "shares of Harlow subsidiaries"."""
    after = scan.tokens[run] if scan.same(i, run) else None
    plain = after is not None and after.text.islower() and after.key in scan.lexicon.nouns
    return plain or scan.key(run - 1) in scan.lexicon.nouns


def _partners(scan: Scan, i: int) -> int:
    """The end of a firm that lists its partners by their surnames, commas between them and "&" before the last; 0."""
    j = i
    for _ in range(_PARTNERS):
        if not scan.capital(j, i) or scan.tokens[j].text.isupper() or match_name(scan, j):
            return 0
        if j > i and scan.key(j + 1) in AMPERSANDS:
            return j + 3 if scan.capital(j + 2, i) else 0
        if scan.key(j + 1) != ",":
            return 0
        j += 2
    return 0
