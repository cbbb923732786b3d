"""Ships that go by a name behind what they are: "the tanker Mercer Street" is no street, and one with its tanker."""

from kb.extract.actors.scan import Chunk, Scan, match_name, match_title

_MOST_WORDS = 4
_CARRYING = frozenset("bulk vehicle car gas ore aircraft livestock container".split())
_ARTICLES = ("the", "a", "an")
_REACH = 6  # tokens
_ARMED = frozenset("warship frigate destroyer submarine cruiser gunboat naval navy ins uss hms".split())
_TRADING = frozenset(
    "ferry tanker freighter trawler yacht liner merchant cargo fishing container cruise passenger mv mt".split()
)
_ANY = frozenset(("ship", "vessel", "warship"))


def read_named(scan: Scan, i: int, run: int) -> Chunk | None:
    """The ship whose name begins at token i and ends before `run`, when the word before says that it is one. One word
    may be who sails in it ("the ferry Omar boarded")."""
    if not is_vessel(scan, i - 1) or not scan.capital(i, i - 1) or not 1 < run - i <= _MOST_WORDS:
        return None
    name = match_name(scan, i)
    someone = name is not None and (name.kind not in ("city", "region", "facility") or name.words == scan.keys(i, run))
    if someone or scan.key(i) in scan.lexicon.given or match_title(scan, i) or scan.tokens[i].headline:
        return None
    if not any(scan.key(j) in _ARTICLES for j in range(max(0, i - _REACH), i - 1)):
        return None
    return Chunk(i, run, scan.words(i, run), "organisation", scan.keys(i, run), article=scan.key(i - 1))


def is_vessel(scan: Scan, i: int) -> bool:
    """Whether a token is a plain word for a ship."""
    token = scan.tokens[i] if i >= 0 else None
    if token is None or not token.text.islower():
        return False
    return token.key in scan.lexicon.words.vessel_nouns or (token.key == "carrier" and scan.key(i - 1) in _CARRYING)


def names_ship(scan: Scan, chunk: Chunk) -> bool:
    """Whether a name is that of a ship: "INS Sukanya", "Naval Ship Sukanya", "the tanker Harlow"."""
    words = scan.lexicon.words
    named = chunk.sort == "organisation" and (chunk.article in words.vessel_nouns or "ship" in chunk.keys)
    return chunk.keys[0] in words.ships or named


def may_mean(scan: Scan, i: int, chunk: Chunk) -> bool:
    """Whether a noun at a token, if it is one for a ship, may mean what is named: no merchant vessel is a frigate, and
    no ferry a tanker."""
    nouns = scan.lexicon.words.vessel_nouns
    if scan.key(i) not in nouns:
        return True
    noun, own = {scan.key(i - 1), scan.key(i)}, {chunk.article, *chunk.keys}
    for one, other in ((_ARMED, _TRADING), (_TRADING, _ARMED)):
        if not one.isdisjoint(noun) and not other.isdisjoint(own):
            return False
    kind = chunk.article if chunk.article in nouns else scan.key(i)
    return names_ship(scan, chunk) and (scan.key(i) == kind or kind in _ANY or scan.key(i) in _ANY)
