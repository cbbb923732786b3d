"""What reading names shares: the tokens, the lexicon, the chunk that a reading gives, and look-ups at one token."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from kb.extract.actors.tokens import Token
from kb.lexicon import grammar
from kb.lexicon.actors import ActorLexicon, Name, Noun

# No name has so many words; a table or a page in capitals would be gone through again for each of its words.
_LONGEST_RUN = 30
# What is named for somebody, title and all: roads and the like whoever it is, houses for the great of old.
_WAYS = frozenset("road avenue boulevard highway bridge airport mosque stadium square".split())
_HOUSES = frozenset("hospital university college school".split())
_CROWNED = frozenset("king queen prince princess sheikh shaikh emperor empress sultan shah pope lord lady imam".split())
Identity = tuple[str, ...]
ORGANISED = ("organisation", "company", "armed group")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words that name or describe someone or something: tokens `first` to `last` (excluded).

    `sort` is person, organisation, company, armed group, state, collective, place, thing, unknown, or description (one
    person without a name). `form` tells how a known name is written, or "government" or "members". `keys` are the words
    that identify it; `role` is the office of a person, the head of an organisation, or the lexicon's spelling;
    `article` is the word before; `known` says that the name is the lexicon's.
    """

    first: int
    last: int
    name: str
    sort: str
    keys: tuple[str, ...]
    form: str = ""
    role: str = ""
    gender: str = ""
    article: str = ""
    known: bool = False


@dataclass(frozen=True, slots=True)
class Title:
    """A title or office of tokens up to `last` (excluded): its words and its class."""

    last: int
    role: str
    kind: str


@dataclass(frozen=True, slots=True)
class Scan:
    """The tokens of a document, and the key of each (`row`), beside the lexicon they are read with; the pairs of words
    with capitals inside sentences, the words without, those behind a given name, and the sentences of a chronology."""

    text: str
    tokens: Sequence[Token]
    row: tuple[str, ...]
    lexicon: ActorLexicon
    pairs: Set[tuple[str, str]] = frozenset()
    lower: Set[str] = frozenset()
    surnames: Set[str] = frozenset()
    entries: Set[int] = frozenset()

    def same(self, one: int, other: int) -> bool:
        """Whether both are tokens of one sentence."""
        tokens = self.tokens
        return one >= 0 and other < len(tokens) and tokens[one].sentence == tokens[other].sentence

    def key(self, at: int) -> str:
        return self.row[at] if 0 <= at < len(self.row) else ""

    def words(self, first: int, last: int) -> str:
        """The text of the tokens, with single blanks."""
        words = " ".join(self.text[self.tokens[first].start : self.tokens[last - 1].end].split())
        return words.replace("’ s ", "’s ")

    def keys(self, first: int, last: int) -> tuple[str, ...]:
        return self.row[first:last]

    def hyphened(self, at: int) -> bool:
        """Whether a hyphen ties the token to the one before."""
        tokens = self.tokens
        return 1 < at < len(tokens) and tokens[at - 1].text == "-" and tokens[at - 1].end == tokens[at].start

    def capital(self, at: int, beside: int) -> bool:
        """Whether the token has a telling capital and stands in the sentence of token `beside`."""
        tokens = self.tokens
        if not 0 <= at < len(tokens):
            return False
        token = tokens[at]
        telling = token.capital and not token.shut and not token.headline
        return telling and 0 <= beside < len(tokens) and token.sentence == tokens[beside].sentence


_QUOTES = ('"', "“", "”")
_NICKNAME = 6
_WHOSE = ("people", "women", "men", "children")  # "the Convention People's Party"
AMPERSANDS = ("&", "amp")  # the second is what is left of "&amp;" where a page was read badly


def run_end(scan: Scan, i: int) -> int:
    """The end (excluded) of the words with capitals that begin at token i, particles and & between them included."""
    j, particles = i + 1, scan.lexicon.words.particles
    while j - i < _LONGEST_RUN:
        if scan.capital(j, i):
            j += 1
            continue
        k, low = j, scan.key(j)
        if low == "plc" and scan.same(i, j):
            return j + 1
        while low in particles and k < j + 2 and not scan.tokens[k].shut:
            k += 1
            low = scan.key(k)
        # "The Workers' Party", but "the Otters' Peter Lang".
        player = (scan.key(k + 1) in scan.lexicon.given and scan.capital(k + 2, i)) or _is_player(scan, k + 1, i)
        owned = (low in ("'", "’") and not player) or (low == "s" and scan.key(k - 1) in _WHOSE)
        k += low in AMPERSANDS or (owned and scan.tokens[k].start == scan.tokens[k - 1].end)
        k = _past_nickname(scan, j) or k
        if k == j or not scan.capital(k, i):
            return j
        j = k + 1
    return j


def _is_player(scan: Scan, i: int, first: int) -> bool:
    """Whether a lone word behind an owner can only be somebody: "the Otters' Lang", not "the Weavers' Union"."""
    lexicon, key = scan.lexicon, scan.key(i)
    known = key in lexicon.heads or key in lexicon.ordinary or key in lexicon.words.fields or key in lexicon.titles
    team = scan.key(i - 2).endswith("s") and scan.key(i - 2) not in lexicon.nouns and i == first + 2
    return team and not (known or scan.capital(i + 1, i) or scan.key(i + 1) in ("of", "and", "for", "&"))


def _past_nickname(scan: Scan, j: int) -> int:
    """The token behind a nickname in quotation marks or brackets that stands behind a given name; 0 if none does."""
    if scan.key(j) == "(":
        return j + 3 if scan.key(j + 2) == ")" and _is_nickname(scan, j + 1) else 0
    first = j + 1 + (scan.key(j + 1) == "the")  # "the Chin"
    if scan.key(j) not in _QUOTES or scan.key(j - 1) in scan.lexicon.ordinary or not scan.capital(first, j):
        return 0
    return next((k + 1 for k in range(j + 2, j + _NICKNAME) if scan.key(k) in _QUOTES), 0)


def _is_nickname(scan: Scan, i: int) -> bool:
    """Whether a word in brackets is what somebody goes by: "Luis (Jerry) Ortiz", "Gus Lidio (Jo) Ortiz"; not a land
    or an office, as behind those who take part ("Ann Berg (Norway)", "Ann Berg (Chair)")."""
    given, word = scan.lexicon.given, scan.key(i)
    if not scan.capital(i, i - 1) or not scan.tokens[i].text[1:].islower():
        return False
    behind = scan.key(i - 2) in given or (word in given and scan.key(i + 2) not in given)
    return behind and (word in given or match_name(scan, i) is None) and match_title(scan, i) is None


def match_name(scan: Scan, i: int) -> Name | None:
    """The longest known name that begins at token i; None beyond the end."""
    tokens = scan.tokens
    if i >= len(tokens):
        return None
    token = tokens[i]
    for name in scan.lexicon.names.get(token.key, ()):
        count = len(name.words)
        if count > 1:
            if scan.row[i : i + count] != name.words or not scan.same(i, i + count - 1):
                continue
        elif token.first and not name.acronym and name.form != "adjective" and token.key in scan.lexicon.ordinary:
            continue
        written = tokens[i : i + count]
        if name.acronym and not (token.text.isupper() and not _shouted(scan, i)):
            continue
        end, short = written[-1].end, name.kind == "u.s. state" and name.text[-1] == "."
        if short and not token.text.isupper() and "." not in scan.text[end - 1 : end + 2]:
            continue  # "La Palma" is not in Louisiana
        if all(not upper or not t.text.islower() for upper, t in zip(name.capitals, written, strict=True)):
            longer = match_name(scan, i + 1) if token.key == "the" else None
            return None if longer and len(longer.words) >= count else name  # "the West Bank" is not in the West
    return None


def _shouted(scan: Scan, i: int) -> bool:
    """Whether the words beside token i are all in capitals too, so that its own say nothing."""
    if not scan.tokens[i].headline:
        return False
    beside = [scan.tokens[j].text for j in (i - 1, i + 1) if scan.same(min(i, j), max(i, j)) and scan.tokens[j].word]
    return all(text.isupper() for text in beside)


def match_noun(scan: Scan, i: int) -> Noun | None:
    """The longest noun for people that begins at token i."""
    for noun in scan.lexicon.nouns.get(scan.key(i), ()):
        count = len(noun.words)
        if count == 1 or (scan.row[i : i + count] == noun.words and scan.same(i, i + count - 1)):
            return noun
    return None


def match_title(scan: Scan, i: int) -> Title | None:
    """The title, with its qualifiers and further titles, that begins at token i."""
    lexicon, j, last, kind = scan.lexicon, i, 0, ""
    while scan.same(i, j) and j - i < 12:
        name = scan.row[j]
        titles = lexicon.titles.get(name)
        found = next((t for t in titles if scan.row[j : j + len(t[0])] == t[0]), None) if titles else None
        if found and name in lexicon.words.linking and not scan.tokens[j].text.endswith("."):
            break  # "Jack Del Rio", and "Del. Ann Brandt"
        if found and name in scan.surnames and _is_surname(scan, j):
            break  # "King" of Stephen King
        if found:
            kind = found[1] if not last or kind in ("dr", "mr", "mrs") else kind
            j += len(found[0])
            last = j
        elif name.endswith("ed") and _acts(scan, j):
            break
        elif name in lexicon.qualifiers or (name == "and" and last == j) or _portfolio(scan, j):
            j += 1
        else:
            break
    return Title(_past_fields(scan, last), " ".join(scan.keys(i, last)), kind) if last else None


def _is_surname(scan: Scan, i: int) -> bool:
    """Whether a title that is somebody's surname in the text stands as one: "King resigned", "Lord Judge", but not "the
    King" or "King Charles"."""
    return scan.capital(i, i) and not scan.capital(i + 1, i) and scan.key(i - 1) not in scan.lexicon.words.determiners


def _past_fields(scan: Scan, last: int) -> int:
    """The end of the fields that a title before a name is for: "Minister for Trade and Industry Ann Berg"."""
    if scan.key(last) not in ("of", "for"):
        return last
    fields, k = scan.lexicon.words.fields, last + 1
    while scan.key(k) in fields and scan.capital(k, last):
        tied = scan.key(k + 1) in (",", "and") and scan.key(k + 2) in fields
        k += 2 if tied else 1
    return k if k > last + 1 and scan.capital(k, last) else last


def _acts(scan: Scan, i: int) -> bool:
    """Whether a participle is the verb of who stands before it: "lawmakers ousted Prime Minister Omar", not "supporters
    of ousted Prime Minister Omar"."""
    if not scan.same(i - 1, i):
        return False
    words, before = grammar.load(), scan.tokens[i - 1]
    known = before.key in scan.lexicon.nouns or before.key in words.have | words.relative
    subject = before.capital or before.shut or known
    plain = before.word and before.text.islower() and before.key not in scan.lexicon.qualifiers
    return subject or (plain and scan.key(i - 2) in words.definite | {"a", "an"})


def owner_of(scan: Scan, i: int) -> int:
    """The token of the plain noun whose "'s" stands before token i, "the union's leader"; -1 if none does."""
    owner = i - 2
    if not scan.same(owner, i) or scan.key(i - 1) != "s" or scan.tokens[i - 1].text not in ("'s", "’s"):
        return -1
    plain = scan.tokens[owner].text.islower() and scan.tokens[owner].text.isalpha()
    return owner if plain and not scan.tokens[owner].shut else -1


def new_title(scan: Scan, j: int, end: int) -> bool:
    title = match_title(scan, j)
    return title is not None and title.last < end and scan.key(title.last) not in scan.lexicon.words.suffixes


def is_firm(scan: Scan, run: int) -> bool:
    """Whether words with capitals end like a firm, so that none of them is a title: "Northern Marine Inc."."""
    return scan.key(run - 1) in scan.lexicon.words.suffixed


def past_date(scan: Scan, i: int) -> int:
    """The token behind a date that stands between a subject and its verb, "Harlow on Monday raised"; else the token."""
    j = i + (scan.key(i) in ("on", "in", "late", "early"))
    end = j
    while end < len(scan.tokens) and scan.same(i, end) and scan.tokens[end].shut:
        end += 1
    return end if end > j and scan.same(i, end) else i


def has_no_title(scan: Scan, i: int, run: int) -> bool:
    """Whether a title is but the beginning of a name, that of a firm or of a site: "General Dynamics Corp.", "King Fahd
    Road", "Queen Elizabeth Hospital"."""
    site = scan.key(run - 1) in _WAYS or (scan.key(run - 1) in _HOUSES and scan.key(i) in _CROWNED)
    return run > i + 2 and (is_firm(scan, run) or (site and match_title(scan, i + 1) is None))


def next_title(scan: Scan, i: int, run: int) -> int:
    """The title that begins a name of its own in a run of capitals from token i on, else the end of the run."""
    return run if is_firm(scan, run) else next((j for j in range(i, run) if new_title(scan, j, run)), run)


def office(role: str) -> str:
    """The noun of a title: "secretary" of "secretary of state"."""
    return role.partition(" of ")[0].split()[-1]


def _portfolio(scan: Scan, j: int) -> bool:
    """Whether token j is the field of a minister or secretary ("Antiquities Minister")."""
    return scan.key(j + 1) in ("minister", "secretary") and scan.capital(j, j + 1) and not match_name(scan, j)
