"""Which chunks are the same actor: surnames, short forms, acronyms, appositions, and what a bare name must be."""

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from kb.extract.actors.doing import is_told
from kb.extract.actors.equated import appositions, root
from kb.extract.actors.names import before_noun
from kb.extract.actors.scan import ORGANISED, Chunk, Identity, Scan, past_date
from kb.extract.actors.sorts import GOING, settle, word_before
from kb.extract.actors.towns import has_body
from kb.lexicon import actors, grammar, triggers
from kb.lexicon.nicknames import short_forms

_ORGANS = frozenset("board council committee commission panel".split())
_RETURNS = 2
_GIVEN = 8  # tokens from who is given something to the verb
_GIVING = frozenset("sold sells sell selling assigned awarded lent leased licensed donated bequeathed owed".split())
_PROBES = frozenset("investigation inquiry probe".split())
_CASES = frozenset("lawsuit suit case complaint charges claim claims lawsuits proceedings injunction judgment".split())
_DEALS = frozenset("contract deal agreement merger pact partnership lease alliance treaty settlement".split())
_BEFELL = ("hit", "struck", "caused", "affected", "infected", "displaced", "damaged", "devastated", "destroyed")
_NOMINAL = ("s", "ing", "ly", "tion", "sion", "ity", "ness", "ship", "ism", "hood")  # what no surname ends in
_OTHERS = ("all", "some", "any", "no", "other", "many", "more", "several", "various", "additional", "further")
_ASIDE = 5  # tokens
_SETTLED = frozenset(
    "town city village hamlet suburb island district province township municipality settlement".split()
)
_SAME = {"teens": "teenagers"}
_TICKER = 5  # letters
_NEW = ("a", "an", "another")  # before who is told of for the first time


@dataclass(frozen=True, slots=True)
class Names:
    """The full names of a document, by the words that may stand for them."""

    surnames: Mapping[str, Sequence[Identity]] = field(default_factory=dict)
    given: Mapping[str, Sequence[Identity]] = field(default_factory=dict)
    openings: Mapping[str, Sequence[Identity]] = field(default_factory=dict)
    initials: Mapping[str, Identity] = field(default_factory=dict)
    bodies: Mapping[tuple[str, str], Sequence[Identity]] = field(default_factory=dict)
    wholes: Mapping[str, Sequence[tuple[str, ...]]] = field(default_factory=dict)
    endings: Mapping[str, Sequence[Identity]] = field(default_factory=dict)
    genders: Mapping[Identity, str] = field(default_factory=dict)
    located: Container[str] = ()
    towns: Container[str] = ()
    acting: Container[str] = ()
    bodies_alone: Container[str] = ()
    inside: Mapping[str, int] = field(default_factory=dict)
    laws: Container[str] = ()
    counted: Container[str] = ()
    new: Mapping[Identity, int] = field(default_factory=dict)
    listed: Container[int] = ()


def identify(scan: Scan, chunks: Sequence[Chunk]) -> list[tuple[Chunk, Identity]]:
    """Each chunk with the identity of its actor; chunks that name nobody are left out."""
    chunks = [settle(scan, chunk, chunks, n) for n, chunk in enumerate(chunks)]
    chunks = [replace(c, keys=(_SAME[c.keys[0]], *c.keys[1:])) if c.keys[0] in _SAME else c for c in chunks]
    located = scan.lexicon.words.strictly_locative
    single = [chunk for chunk in chunks if chunk.sort == "unknown"]
    verbs = scan.lexicon.words.communication | {"s", "who"}
    laws = grammar.load().laws
    towns = {c.name for c in chunks if c.sort in ("unknown", "place") and _of_place(scan, c)}
    named = _names(scan, chunks)
    towns |= {c.name for c in single if c.article in located and has_body(_opened_by(c, named))}
    names = replace(
        named,
        towns=towns,
        located={
            c.name
            for c in chunks
            if c.sort in ("unknown", "place")
            and (c.article in located or (c.article in GOING and scan.key(c.last) != "s"))
        }
        | towns,
        bodies_alone={c.keys[0] for c in chunks if c.sort in ORGANISED and len(c.keys) == 1 and not c.known},
        acting={c.keys[0] for c in single if scan.key(c.last) in verbs},
        laws={c.keys[0] for c in chunks if scan.key(c.first - 1) == "(" and scan.key(c.first - 2) in laws}
        | {c.keys[0] for thing, c in pairwise(chunks) if thing.sort == "thing" and _is_short_for(scan, c, thing)},
        counted={c.keys[0] for c in chunks if c.sort == "collective" and len(c.keys) == 1 and _is_counted(scan, c)},
        new={(c.sort, *c.keys): c.first for c in reversed(chunks) if c.article in _NEW},
        listed=_listed(scan, chunks),
        inside=Counter(c.keys[0] for c in single if not scan.tokens[c.first].first),
    )
    found = [(chunk, who) for chunk in chunks if (who := _identity(scan, chunk, names))]
    merged = appositions(scan, found)
    return [(chunk, root(who, merged)) for chunk, who in found]


def _is_short_for(scan: Scan, chunk: Chunk, thing: Chunk) -> bool:
    """Whether a name in brackets is short for the thing right before it: "Internet Explorer (IE)"."""
    return scan.keys(thing.last, chunk.first) == ("(",) and chunk.keys[0] == "".join(key[0] for key in thing.keys)


def _is_counted(scan: Scan, chunk: Chunk) -> bool:
    """Whether a group is told by its number, "11 soldiers": others than "the French soldiers" told before."""
    return chunk.article in scan.lexicon.words.counted or chunk.article[:1].isdigit()


def _listed(scan: Scan, chunks: Sequence[Chunk]) -> set[int]:
    """The first tokens of lone names that "and" ties to persons: "Omar Sayed, Arif and Faridullah"."""
    found: set[int] = set()
    chain: list[int] = []
    for one, other in pairwise(chunks):
        tie = scan.keys(one.last, other.first)
        if one.sort == "person":
            chain = []
        elif one.first not in chain:
            continue
        alone = other.sort == "unknown" and not before_noun(scan, other.last)
        if alone and tie in ((",",), ("and",), (",", "and")):
            chain.append(other.first)
            found.update(chain if "and" in tie else ())
        else:
            chain = []
    return found


def _names(scan: Scan, chunks: Sequence[Chunk]) -> Names:
    surnames: dict[str, list[Identity]] = {}
    given: dict[str, list[Identity]] = {}
    openings: dict[str, list[Identity]] = {}
    initials: dict[str, Identity] = {}
    endings: dict[str, list[Identity]] = {}
    wholes: dict[str, list[tuple[str, ...]]] = {}
    bodies: dict[tuple[str, str], list[Identity]] = {}
    genders: dict[Identity, str] = {}
    for chunk in chunks:
        if chunk.sort in ("collective", "description") and len(chunk.keys) > 1:
            _file(bodies, (chunk.sort, chunk.keys[0]), (chunk.sort, *chunk.keys))
        if chunk.sort == "person" and len(chunk.keys) > 1:
            _file(surnames, chunk.keys[-1], _person(chunk))
            _file(given, chunk.keys[0], _person(chunk))
            genders.setdefault(_person(chunk), chunk.gender)
            _file(wholes, chunk.keys[-1], chunk.keys)
        elif chunk.sort in ORGANISED:
            words = chunk.keys
            if len(words) > 1:
                _file(openings, words[0], _own(chunk))
                if words[-1].endswith("s") or words[0] in scan.lexicon.words.ships | scan.lexicon.words.firms:
                    _file(endings, words[-1], _own(chunk))
            short = "".join(word[0] for word in words if word not in ("of", "the", "and", "for", "&"))
            if len(short) > 1:
                initials.setdefault(short, _own(chunk))
    for chunk in chunks:  # "Salcido" for Ernesto Salcido Beltran, who has two surnames
        if chunk.sort != "person" or len(chunk.keys) != 3:
            continue
        middle = chunk.keys[1]
        common = any(middle in some for some in (scan.lexicon.given, scan.lexicon.ordinary, scan.lexicon.names))
        if len(middle) > 2 and not common and middle not in scan.lower and middle not in surnames:
            surnames[middle] = [_person(chunk)]
    return Names(surnames, given, openings, initials, bodies, wholes, endings, genders)


def _file(index: dict[Any, list[Identity]], word: Any, who: Identity) -> None:
    filed = index.setdefault(word, [])
    if who not in filed:
        filed.append(who)


def _person(chunk: Chunk) -> Identity:
    """First and last word: initials and middle names come and go."""
    return ("person", chunk.keys[0], chunk.keys[-1])


def _own(chunk: Chunk) -> Identity:
    if chunk.known:
        return ("known", chunk.name)
    return ("organisation", *chunk.keys)


def _identity(scan: Scan, chunk: Chunk, names: Names) -> Identity:
    """Who the chunk names, or nothing."""
    if chunk.sort in ("collective", "description"):
        tells = scan.lexicon.words.modifiers  # "foreign troops" are not those of the Foreign Ministry
        if len(chunk.keys) > 1 and chunk.keys[0] in scan.lexicon.words.belonging and chunk.keys[1] not in tells:
            whose = _longer(replace(chunk, keys=chunk.keys[1:]), names)
            if whose:
                return whose
        fuller = names.bodies.get((chunk.sort, chunk.keys[0]), ()) if len(chunk.keys) == 1 else ()
        fuller = [who for who in fuller if names.new.get(who, 0) < chunk.first]
        definite = chunk.article in scan.lexicon.words.definite
        definite = definite or (chunk.sort == "collective" and chunk.article not in _OTHERS)
        of = chunk.last + 2 * (scan.key(chunk.last) == "and")  # "supporters and opponents of the king"
        bare = not chunk.article and (scan.key(of) == "of" or scan.tokens[chunk.first].sentence in scan.entries)
        definite = definite and chunk.keys[0] not in names.counted and not bare
        return fuller[0] if len(fuller) == 1 and definite else (chunk.sort, *chunk.keys)
    if chunk.sort == "person":
        company = not chunk.role and len(chunk.keys) > 1 and _longer(chunk, names)
        if company:
            return company
        if len(chunk.keys) == 1 and chunk.role.split()[-1:] and chunk.role.split()[-1] in scan.lexicon.words.royal:
            alone = names.given.get(chunk.keys[0], ())
            return alone[0] if alone else ("person", *chunk.keys)
        return _one_of(chunk, names, scan.lexicon.words.particles) or ("person", *chunk.keys)
    if chunk.sort == "state":
        return ("known", chunk.name)
    if len(chunk.keys) == 1 and chunk.keys[0] in names.laws:
        return ()  # "the Clean Water Act (CWA)"
    if chunk.sort in ORGANISED:
        town = chunk.article in scan.lexicon.words.strictly_locative and has_body(_opened_by(chunk, names))
        # "In Capitol Heights", with a Capitol Heights School told of.
        return ("place", chunk.name) if town and not chunk.known else _organisation(chunk, names)
    if chunk.sort == "unknown":
        return _unknown(scan, chunk, names)
    return _surname_of_place(scan, chunk, names)


def _one_of(chunk: Chunk, names: Names, particles: Container[str] = ()) -> Identity:
    """The person of that surname, or of that given name when it is the only one."""
    if len(chunk.keys) > 1 and chunk.keys[0] in particles:
        return next(iter(names.surnames.get(chunk.keys[-1], ())), ())
    if len(chunk.keys) > 1:
        whole = next(
            (
                w
                for w in names.wholes.get(chunk.keys[-1], ())
                if len(w) > len(chunk.keys) and w[-len(chunk.keys) :] == chunk.keys
            ),
            (),
        )
        if whole:
            return ("person", whole[0], whole[-1])
        full = _person(chunk)
        longer = names.surnames.get(chunk.keys[-1], ())
        first = chunk.keys[0]
        initial = (who for who in longer if who != full and len(first) <= 2 and who[1][0] == first[0])
        # "Frederick Cheney LaRue" and "Fred LaRue".
        short = (who for who in longer if len(who) == 3 and not short_forms(who[1]).isdisjoint(short_forms(first)))
        return next(initial, next(short, full))
    for who in _of_gender(chunk, names):
        # "Iris Murdoch" is Jean Iris Murdoch, and so is "Murdoch".
        wholes = names.wholes.get(chunk.keys[0], ())
        return next((("person", w[0], w[-1]) for w in wholes if len(w) > 2 and w[1 - len(who) :] == who[1:]), who)
    alone = names.given.get(chunk.keys[0], ())
    return alone[0] if len(alone) == 1 else ()


def _of_gender(chunk: Chunk, names: Names) -> list[Identity]:
    """The persons of a surname in their order, but for "Miss Brandt" first those who can be a woman: Ann, not Omar."""
    people = names.surnames.get(chunk.keys[0], ())
    other = {"m": "f", "f": "m"}.get(chunk.gender, "")
    return sorted(people, key=lambda who: names.genders.get(who) == other) if other else list(people)


def _organisation(chunk: Chunk, names: Names) -> Identity:
    if chunk.known:
        return _own(chunk)
    word = chunk.keys[0]
    if len(chunk.keys) == 1 and chunk.name.isupper():
        return names.initials.get(word) or _longer(chunk, names) or _own(chunk)
    return _longer(chunk, names) or _own(chunk)


def _longer(chunk: Chunk, names: Names) -> Identity:
    """The first organisation of the text whose name begins with these words; "NLM" is no NLM Board of Regents."""
    mine = _own(chunk)
    fits = [
        who
        for who in names.openings.get(chunk.keys[0], ())
        if who != mine
        and who[1 : 1 + len(chunk.keys)] == chunk.keys
        and not (chunk.name.isupper() and who[2:3] and who[2] in _ORGANS)
    ]
    return fits[0] if fits else ()


def _opened_by(chunk: Chunk, names: Names) -> list[Identity]:
    """The bodies whose names begin with the words of a chunk and go on."""
    count = 1 + len(chunk.keys)
    return [who for who in names.openings.get(chunk.keys[0], ()) if who[1:count] == chunk.keys and len(who) > count]


def _is_listed(scan: Scan, chunk: Chunk) -> bool:
    """Whether the short name in brackets that a stock has follows: "McKesson (MCK)"."""
    i = chunk.last
    short = scan.tokens[i + 1] if scan.same(i, i + 2) else None
    if short is None or (scan.key(i), scan.key(i + 2)) != ("(", ")") or scan.key(chunk.first - 1) in ("and", "of"):
        return False
    stock = short.text.isupper() and short.text.isalpha() and 2 <= len(short.text) <= _TICKER
    return stock and not scan.lexicon.names.get(short.key)


def _unknown(scan: Scan, chunk: Chunk, names: Names) -> Identity:
    """A single word with a capital: a surname, a short form, or someone when it acts or returns."""
    who = _one_of(chunk, names)
    # "Harlow" is a town where the text has "districts of Harlow", and not the Harlow Media Centre.
    who = who or (() if chunk.name in names.towns else _longer(chunk, names)) or _alone(chunk, names)
    if who:
        return who
    if chunk.last - chunk.first == 1 and (chunk.keys[0] in names.bodies_alone or _is_listed(scan, chunk)):
        return _own(chunk)
    words = scan.lexicon.words
    token = scan.tokens[chunk.first]
    after = scan.key(past_date(scan, chunk.last)) if scan.same(chunk.first, chunk.last) else ""
    speaks = after in words.communication or after in ("s", "who")
    before = scan.key(chunk.first - 1) if scan.same(chunk.first - 1, chunk.first) else ""
    speaks = speaks or before in ("said", "says", "told")
    speaks = speaks or (after.endswith("s") and is_told(scan, chunk.last))
    met = before.endswith("ed") or before in words.irregular or before in words.dealing
    met = met or (before == "with" and scan.key(chunk.first - 2) in words.meeting)
    # "Harlow and Dunlin sued", "Harlow and his wife fled".
    two = scan.capital(chunk.last + 1, chunk.first) or scan.key(chunk.last + 1) in ("his", "her")
    joined = after == "and" and token.first and two
    kin = before == "," == after and _is_kin(scan, chunk.first - 2)
    dealt = _is_dealt_with(scan, chunk)
    met = met or dealt or (before == "by" and _is_agent(scan, chunk)) or token.key in names.acting
    acts = joined or kin or speaks or met or after.endswith("ed") or after in words.irregular
    owner = dealt or (after == "s" and chunk.article in ("at", "to", "from"))
    placing = word_before(scan, chunk)
    if placing == "within" or (placing in words.locative and not owner) or _of_place(scan, chunk):
        return ("place", chunk.name)
    if chunk.name in names.located and not (speaks or dealt):
        return ("place", chunk.name)
    told = speaks or after in words.irregular or after == "died" or (after.endswith("ed") and len(after) > 4)
    further = scan.key(chunk.last + 1) if after == "," and token.first else ""
    told = told or joined or further[:1].isdigit() or further == "which"  # "Dunlin, which was sold"
    plain = chunk.keys[0] in scan.lexicon.ordinary or chunk.keys[0] in scan.lower
    common = token.key.endswith(_NOMINAL) and not (joined and token.key[-1] == "s")
    if token.first and (not told or plain or common) and token.key not in names.inside:
        return ()
    if (chunk.keys[0] in scan.lexicon.ordinary or chunk.keys[0] in scan.lower) and not speaks:
        return ()
    returns = names.inside.get(token.key, 0) >= _RETURNS
    if acts or returns or further == "which" or chunk.first in names.listed or token.key in scan.lexicon.given:
        sort = "organisation" if chunk.article == "the" or further == "which" else "person"
        return (sort, *chunk.keys)
    return ()


def _alone(chunk: Chunk, names: Names) -> Identity:
    """The one team, ship or firm whose name ends so: "the Celtics", "the Kent" of HMS Kent, "Lima" of Banco Lima."""
    ending = names.endings.get(chunk.keys[-1], ())
    known = len(ending) == 1 and (chunk.article == "the" or ending[0][1] in actors.load().words.firms)
    return ending[0] if known else ()


def _is_agent(scan: Scan, chunk: Chunk) -> bool:
    """Whether a name behind "by" did what a verb tells: "was exiled by Harwell"; not a storm, "was hit by Katrina"."""
    did, where = scan.key(chunk.first - 2), grammar.load().where
    done = triggers.load().is_past(did) and did not in where.ravages and did not in _BEFELL
    return done and scan.same(chunk.first - 2, chunk.first) and not before_noun(scan, chunk.last)


def _is_dealt_with(scan: Scan, chunk: Chunk) -> bool:
    """Whether a name is of somebody with whom or against whom a noun or verb tells of something: "sold the mill to
    Harwell", "an inquiry into Harwell", "a lawsuit against Harwell"."""
    led, told = scan.key(chunk.first - 1), scan.key(chunk.first - 2)
    if not scan.same(chunk.first - 2, chunk.first) or before_noun(scan, chunk.last):
        return False
    if led == "to" and told != "assigned":
        given = (scan.key(j) for j in range(chunk.first - 2, chunk.first - _GIVEN, -1) if scan.same(j, chunk.first))
        return not _GIVING.isdisjoint(given)
    return told in {"into": _PROBES, "against": _CASES, "with": _DEALS}.get(led, ())


def _is_kin(scan: Scan, i: int) -> bool:
    """Whether a token is somebody's relative: "his wife, Zelda, died"."""
    kin = any(noun.kind == "kin" for noun in scan.lexicon.nouns.get(scan.key(i), ()))
    return kin and (scan.key(i - 1) == "s" or scan.key(i - 1) in scan.lexicon.words.possessive)


def _of_place(scan: Scan, chunk: Chunk) -> bool:
    """Whether a noun says that it is a place: "the town of Zarand", "the Battle of Dong Xoai", "Zarand, a town"."""
    noun, where = scan.key(chunk.first - 2), grammar.load().where
    if scan.key(chunk.last) == "," and scan.key(chunk.last + 1) in ("a", "an", "the"):
        told = scan.keys(chunk.last + 2, chunk.last + 2 + _ASIDE)
        end = next((n for n, key in enumerate(told) if key in scan.lexicon.words.functional or not key.isalpha()), 0)
        if told[:end][-1:] and told[end - 1] in _SETTLED:
            return True
    return chunk.article == "of" and (
        scan.lexicon.heads.get(noun) == "place" or noun in where.nouns | where.battles | where.grounds
    )


def _surname_of_place(scan: Scan, chunk: Chunk, names: Names) -> Identity:
    """A place's name that is a person's in this text ("Jackson said"), or that lives as people do ("Lincoln was
    shot")."""
    if chunk.sort != "place":
        return ()
    if len(chunk.keys) == 1 and chunk.keys[0] in names.surnames:
        return names.surnames[chunk.keys[0]][0]
    if (
        len(chunk.keys) == 1
        and chunk.keys[0] in names.bodies_alone
        and chunk.article not in scan.lexicon.words.locative
    ):
        return _own(replace(chunk, known=False))  # "Suez said" of a "Paris-based Suez"
    ship = _alone(chunk, names)
    if ship and not before_noun(scan, chunk.last):
        return ship
    verb = chunk.last + (scan.key(chunk.last) == "was")
    lives = scan.same(chunk.first, verb) and scan.key(verb) in scan.lexicon.words.lived
    alone = len(chunk.keys) == 1 and chunk.article != "," and chunk.article not in scan.lexicon.words.locative
    return ("person", *chunk.keys) if lives and alone else ("place", chunk.name)
