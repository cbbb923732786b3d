"""Nouns for those who act without a name: "12 militiamen", "Iraq's military", "the Iranian government", "a gunman"."""

from collections.abc import Sequence
from dataclasses import replace

from kb.extract.actors import doing
from kb.extract.actors.ages import AGED, age_before, read_aged
from kb.extract.actors.bodies import read_body
from kb.extract.actors.fields import is_degree
from kb.extract.actors.scan import Chunk, Scan, match_name, match_noun, match_title, owner_of
from kb.extract.actors.sites import read_site
from kb.extract.actors.whose import governed, of_land, relative, tied
from kb.lexicon import grammar
from kb.lexicon.actors import Noun, is_site

_BLAMED = ("alleged", "accused")
_PARTIES = ("party", "parties")
_ARMED = ("army", "navy", "police", "government", "guard")  # not "military", which is an adjective as well
_ABSORBED = ("state", "organisation", "company", "armed group", "place", "unknown")
_BODIES = ("organisation", "company", "armed group")
_PREFIXES = ("pro-", "anti-", "ex-", "non-", "self-", "counter-")
_NOUN_STEPS = 6
_LOOSE = ("groups", "executives", "leaders", "unions", "companies", "parents", "firms", "banks")
_TOLD = ("the", "these", "those", "whose")
_AGENTS = ("by", "from", "against", "that", "which")


def read_noun(scan: Scan, i: int, found: list[Chunk]) -> list[Chunk]:
    """The chunks of a noun phrase whose noun begins at token i; takes those that it absorbs out of `found`."""
    noun = match_noun(scan, i)
    if noun is not None and (noun.kind == "site" or noun.plural == AGED):
        return read_site(scan, noun, i, found) if noun.kind == "site" else read_aged(scan, noun, i)
    if (
        noun is None
        or is_degree(scan, i)
        or doing.is_told_before(scan, i)
        or not _acts(scan, i, noun)
        or (noun.words[-1] in scan.lexicon.words.counted and not _crowd(scan, i, noun))
    ):
        return []
    end, words = i + len(noun.words), scan.lexicon.words
    if _owns_body(scan, end - 1) or (scan.key(end - 1) in _PARTIES and scan.key(i - 1) in words.partying):
        return []
    if scan.key(end) in words.ships or (scan.key(i) in words.vessel_nouns and scan.capital(end, i)):
        return []
    if (landed := of_land(scan, noun, i)) is not None:
        return [landed]
    shore = scan.keys(i - 2, i + 1) == ("on", "the", "banks")  # of a river
    if scan.key(end) == "of" and (shore or (noun.kind == "body" and noun.words[-1] in grammar.load().partitives)):
        return []  # "small groups of aides"
    if theirs := relative(scan, noun, i, found):
        return theirs
    if noun.kind == "kin":
        if scan.key(i - 1) == "s" or scan.key(i - 1) in words.possessive:
            return []
        # Nobody's, but somebody: "a father of two".
        noun = replace(noun, singular=noun.words[-1] not in words.kinsfolk)
    if noun.kind == "body" and noun.singular and not _members(scan, i, noun):
        body = read_body(scan, noun, i, found)
        if body or noun.plural not in words.belonging:
            return body
    start, absorbed = _before(scan, noun, i, found)
    first = phrase_start(scan, start, end_before(found, absorbed))
    if not _stands(scan, noun, first, start, bare=start == i):
        return []
    if not absorbed and noun.plural in words.government and (state := governed(scan, end)):
        return [replace(state, first=first, form="government")]
    del found[len(found) - len(absorbed) :]
    whole = _phrase(scan, noun, (first, start, end), absorbed, found)
    members = _members(scan, start, noun) if noun.kind == "body" else 0
    return [*whole[:-1], replace(whole[-1], last=members, name=scan.words(start, members))] if members else whole


def _acts(scan: Scan, i: int, noun: Noun) -> bool:
    """Whether the noun is the head of its phrase: "police said" but not "police station"."""
    after = i + len(noun.words)
    if not scan.same(i, after):
        return True
    token = scan.tokens[after]
    if scan.hyphened(i) or scan.hyphened(after + 1):
        return False
    if not token.word or token.shut or token.text in ("'s", "’s"):
        return True
    words = scan.lexicon.words
    arms = grammar.load().harm
    if noun.words[-1] in _ARMED and token.key in arms.aircraft | arms.weapons | arms.craft:
        return True  # "army helicopters"
    led = token.key == "led" and scan.key(after + 1) == "by"  # "officers led by a colonel"
    if token.key in words.functional or token.key in words.irregular or led or doing.is_left_so(scan, after):
        return True
    if match_noun(scan, after) or (match_title(scan, after) and not token.capital):
        return False
    if noun.plural in words.institutions or noun.singular or not noun.plural.endswith("s"):
        named = token.capital and not noun.singular and noun.plural != "opposition"
        ends = ("ed", "ly", "ing") if noun.plural.endswith("men") else ("ed", "ly")  # "policemen guarding a farm"
        told = token.key.endswith(ends) or token.key[0].isdigit() or doing.is_told(scan, after)
        return named or told or doing.is_doing(scan, after) or doing.is_to_come(scan, after)
    return True


def _crowd(scan: Scan, i: int, noun: Noun) -> bool:
    """Whether a number of people stands for them, as who does something: "tens of thousands marched"."""
    after, words = i + len(noun.words), scan.lexicon.words
    key = scan.key(after) if scan.same(i, after) else ""
    before = scan.key(i - 1) if scan.same(i - 1, i) else ""
    return (key in words.irregular or key.endswith("ed")) and before not in words.locative | words.determiners


def _stands(scan: Scan, noun: Noun, first: int, start: int, *, bare: bool) -> bool:
    """Whether the noun stands for someone: one person needs an article or a word that tells which, and so do people."""
    words, last = scan.lexicon.words, noun.words[-1]
    if last in words.telling and scan.key(_end(scan, start, noun)) not in words.communication:
        return False  # "sources said", but "a source of income"
    if (
        noun.kind == "body"
        and noun.singular
        and (bare or scan.key(start - 1) in words.definite)
        and not _members(scan, start, noun)
    ):
        return scan.key(first) in ("a", "an", "another") and start < _head(scan, start, noun)
    if not noun.singular:
        told = first < start and (scan.key(start - 1) not in words.definite or scan.key(first + 1) == "of")
        told = told or (scan.key(first - 1) == "of" and scan.key(first - 2) in grammar.load().partitives)
        told = told or _of_whom(scan, noun, start)
        one = (
            noun.plural in words.institutions
            and scan.key(start - 1) == "the"
            and scan.key(_end(scan, start, noun)) not in ("to", "of")
        )
        told = told or (one and not noun.plural.endswith("s"))
        told = told or (scan.key(start - 1) in _TOLD and noun.plural in words.acting | words.again)
        told = told or (owner_of(scan, start) >= 0 and noun.plural in words.acting)  # "the airline's pilots"
        told = told or doing.did_it(scan, noun.plural, start)
        return not bare or told or noun.plural not in words.never_alone or doing.does_something(scan, noun, start)
    if last in words.whose and scan.tokens[start].text[0].isupper() and not bare:
        return True
    if bare and ((first < start and _of_whom(scan, noun, start)) or _of_plain_owner(scan, noun, start)):
        return True
    if last == "family" and bare:
        return doing.did(scan, noun, start) and scan.key(start - 1) in words.definite  # "his family fled"
    alone = len(noun.words) < 2  # but "a gang member"
    head = _head(scan, start, noun)
    tells = first < start and (head - start > 1 or (start < head and last in words.close))
    tells = tells or tied(scan, head + len(noun.words), last)
    if (alone and last in words.never_one and not tells) or (
        bare and last in words.never_bare and scan.key(start - 1) in words.possessive
    ):
        return False
    numbered = scan.key(first) in words.determiners and scan.key(first) not in words.one
    # "Plaintiff filed suit": lawyers leave the article out.
    return not numbered and (first < start or not bare or last in words.parties)


def _of_plain_owner(scan: Scan, noun: Noun, start: int) -> bool:
    """Whether one person is told by whose they are: "the doctor's killer fled"."""
    words = scan.lexicon.words
    return owner_of(scan, start) >= 0 and noun.words[-1] not in words.never_one | words.never_bare | words.groups


def _end(scan: Scan, start: int, noun: Noun) -> int:
    return _head(scan, start, noun) + len(noun.words)


def _of_whom(scan: Scan, noun: Noun, start: int) -> bool:
    """Whether a name behind the noun tells whose they are: "leaders of the G7", "a lawyer for Omar"."""
    j = _end(scan, start, noun)
    behind = j + 1 + (scan.key(j + 1) == "the")
    several = not noun.singular and noun.plural.endswith(("s", "men")) and scan.key(j) in ("of", "at", "in")
    if tied(scan, j, noun.plural):
        return True  # "critics of the president"
    if noun.plural in scan.lexicon.words.again and scan.key(j) in ("of", "from") and scan.same(start, behind):
        return True  # "leaders of rival factions", "ministers from six countries"
    theirs = several or (noun.plural in scan.lexicon.words.belonging and scan.key(j) in ("of", "for"))
    return theirs and noun.plural != "members" and not is_site(noun.plural) and scan.capital(behind, start)


def _head(scan: Scan, start: int, noun: Noun) -> int:
    """The noun of a phrase that begins at `start`."""
    return next((j for j in range(start, start + 2 * _NOUN_STEPS) if scan.key(j) == noun.words[0]), start)


def _members(scan: Scan, start: int, noun: Noun) -> int:
    """The end of who makes up a body, when the text says so ("a committee of outside directors"); else 0."""
    j = _end(scan, start, noun)
    if scan.key(j) != "of" or not scan.same(start, j + 1) or scan.key(j - 1) in grammar.load().partitives:
        return 0
    k = j + 1
    while k < j + 3 and scan.same(j, k) and scan.tokens[k].text.islower() and not scan.lexicon.nouns.get(scan.key(k)):
        k += 1
    of = match_noun(scan, k) if scan.same(j, k) else None
    return k + len(of.words) if of and not of.singular else 0


def words_before(scan: Scan, i: int, found: list[Chunk]) -> tuple[int, list[Chunk]]:
    """Where the words begin that tell which people, and the chunks among them."""
    words, start, taken = scan.lexicon.words, i, list[Chunk]()
    for _ in range(_NOUN_STEPS):
        chunk = found[-1 - len(taken)] if len(taken) < len(found) else None
        before = start - 1
        if chunk and taken and chunk.last == before and scan.hyphened(start):  # "two German-Russian men"
            start = chunk.first
            taken.insert(0, chunk)
            continue
        if not scan.same(before, i) or (chunk and chunk.last == start and doing.stands_alone(scan, chunk)):
            break
        token = scan.tokens[before]
        if (
            (chunk and chunk.last == start and chunk.sort in _ABSORBED)
            or (chunk and chunk.last == before and token.key == "s" and chunk.sort in _ABSORBED)
            or (token.key in words.linkers and chunk and scan.hyphened(before) and chunk.last == before - 1)
        ):
            start = chunk.first
            taken.insert(0, chunk)
        elif not token.shut and _modifies(scan, before) and not (chunk and chunk.last > before):
            if token.key.endswith("ed") and _has_subject(scan, before):
                break
            start = before
        elif age := age_before(scan, before):
            start = age
        elif _owns_body(scan, before - 1):
            start = before - 1
        else:
            break
    return start, taken


def _before(scan: Scan, noun: Noun, i: int, found: list[Chunk]) -> tuple[int, list[Chunk]]:
    """Where the words begin that tell which people, and the chunks among them, past plain words."""
    start, absorbed = words_before(scan, i, found)
    nation = _nation(scan, noun, found[: len(found) - len(absorbed)])
    start = _described(scan, noun, start, end_before(found, absorbed), nation is not None)
    if nation is not None and nation.last == start:
        return nation.first, [nation, *absorbed]
    return start, absorbed


def _owns_body(scan: Scan, i: int) -> bool:
    """Whether a plural tells whose a body is, "a magistrates' court", and is nobody beside it."""
    if scan.key(i + 1) not in ("'", "’") or not scan.same(i, i + 2) or scan.tokens[i + 1].start != scan.tokens[i].end:
        return False
    body = scan.lexicon.words.body_nouns | scan.lexicon.words.taken_up
    plural = scan.tokens[i].text.islower() and scan.key(i)[-1:] == "s" and scan.key(i) in scan.lexicon.nouns
    return plural and scan.key(i + 2) in body


def _has_subject(scan: Scan, i: int) -> bool:
    """Whether a noun or name right before a word in -ed makes a verb of it: "police arrested journalist Omar Said"."""
    if not scan.same(i - 1, i) or "-" in scan.tokens[i].text:
        return False
    before, words = scan.tokens[i - 1], scan.lexicon.words
    if before.key in words.determiners:
        return False  # "The convicted killer fled", though it begins with a capital
    if before.key in scan.lexicon.nouns or before.capital:
        return True
    small = (words.functional, words.determiners, words.irregular, words.modifiers)
    plain = before.word and not before.shut and not before.key[0].isdigit() and not before.key.endswith(("ly", "ed"))
    return plain and not any(before.key in some for some in small)


def _described(scan: Scan, noun: Noun, start: int, limit: int, of_nation: bool) -> int:
    """Where the phrase begins whose article or number agrees with the noun: any plain words between tell which people
    ("an off-duty policeman", "two abortion doctors")."""
    words = scan.lexicon.words
    for j in range(start - 1, max(start - 4, limit) - 1, -1):
        token = scan.tokens[j]
        if not scan.same(j, start) or token.shut:
            break
        if token.key in words.determiners or token.key[0].isdigit():
            one = token.key in ("a", "an", "another", "one")
            loose = token.key in words.definite and (noun.singular or token.key not in words.possessive)
            return j + 1 if one == noun.singular and not loose else start
        only = token.key not in words.modifiers and scan.key(j - 1) not in ("a", "an")  # but "an elderly train driver"
        known = scan.lexicon.nouns.get(token.key, ()) if only else ()
        plain = token.text.islower() and token.text.replace("-", "").isalpha()
        plain = plain and all(n.kind == "site" or len(n.words) > 1 for n in known)
        verbal = token.key in words.irregular or token.key.endswith(("ed", "ing", "ly"))
        if token.key.endswith(("ed", "ing")) and (scan.key(j - 1) in ("a", "an") or (of_nation and j == limit)):
            verbal = False  # "a convicted sex offender", "a French skiing instructor"
        if not plain or verbal or token.key in words.functional | {"own"}:
            break
        before = scan.key(j - 1) if scan.same(j - 1, j) else ""
        if noun.plural in _LOOSE and j == start - 1 and before in _AGENTS:
            return j  # "criticism from conservation groups"
        if of_nation and j == limit:
            return j
    return start


def _nation(scan: Scan, noun: Noun, found: Sequence[Chunk]) -> Chunk | None:
    """The state last named, where its article or number agrees with the noun, so that what stands between tells which
    people: "a Romanian riding school worker"."""
    if not found or found[-1].sort != "state" or found[-1].form != "adjective":
        return None
    article = scan.key(found[-1].first - 1)
    counted = article[:1].isdigit() or article in scan.lexicon.words.counted
    return found[-1] if (article in ("a", "an", "another", "the") if noun.singular else counted) else None


def _modifies(scan: Scan, i: int) -> bool:
    words, name = scan.lexicon.words, scan.key(i)
    tied = "-" in scan.tokens[i].text and (name.startswith(_PREFIXES) or name.rpartition("-")[2] in words.linkers)
    blamed = name in _BLAMED and scan.key(i - 1) in ("the", "an") and scan.same(i - 1, i)  # not "he accused doctors"
    return tied or blamed or (name in words.modifiers and not doing.opens_telling(scan, i))


def end_before(found: Sequence[Chunk], absorbed: Sequence[Chunk]) -> int:
    """The end of the chunk before those absorbed."""
    return found[-1 - len(absorbed)].last if len(absorbed) < len(found) else 0


def phrase_start(scan: Scan, start: int, limit: int) -> int:
    """Where the phrase begins, with its article, number and such."""
    words, first = scan.lexicon.words, start
    for _ in range(4):
        token = scan.tokens[first - 1] if scan.same(first - 1, start) else None
        if token is None or token.shut or first <= limit:
            break
        if token.key == "of" and not (scan.same(first - 2, start) and scan.key(first - 2) in words.determiners):
            break
        if token.key not in words.determiners and not token.key[0].isdigit() and not _is_numeral(scan, token.key):
            break
        first -= 1
    return first


def _is_numeral(scan: Scan, key: str) -> bool:
    """Whether a word is a number of two, "forty-three"."""
    tens, _, ones = key.partition("-")
    return bool(ones) and tens in scan.lexicon.words.determiners and ones in scan.lexicon.words.determiners


def _phrase(scan: Scan, noun: Noun, at: tuple[int, int, int], absorbed: list[Chunk], found: list[Chunk]) -> list[Chunk]:
    first, start, end = at
    words = scan.lexicon.words
    named = [chunk for chunk in absorbed if chunk.sort != "place"]
    if len(absorbed) == 1 and start == absorbed[0].first and absorbed[0].last >= end - len(noun.words) - 1:
        only = absorbed[0]
        if only.sort == "state" and noun.plural in words.government:
            return [*_conjunct(scan, noun, start, found), replace(only, first=first, last=end, form="government")]
        organised = only.sort in _BODIES and not _counted(scan, first, start)
        if organised and noun.plural in words.belonging and not noun.singular:
            return [replace(only, first=first, last=end, form="members")]
    keys = tuple(k for chunk in named for k in ((chunk.name,) if chunk.known else chunk.keys))
    lower = tuple(
        scan.key(j)
        for j in range(start, end - len(noun.words))
        if not any(c.first <= j < c.last for c in absorbed) and scan.key(j) not in ("s", "-")
    )
    group = noun.words[-1] in words.groups or noun.kind == "body"
    sort = "description" if noun.singular and not group else "collective"
    article = scan.key(start - 1) if first < start else ""
    name = scan.words(start, end)
    opening = scan.key(start).partition("-")[0]  # "Iran-backed fighters" keep the capital, "Anti-tax marchers" do not
    proper = scan.key(start) in scan.lexicon.words.proper
    plain = noun.kind != "people" and not proper and not ("-" in scan.key(start) and opening in scan.lexicon.names)
    if scan.tokens[start].first and plain and not any(chunk.first == start for chunk in absorbed):
        name = name[0].lower() + name[1:] if name[1:].islower() else name
    owner = owner_of(scan, start) if sort == "description" and first == start else -1
    if owner >= 0:
        name, lower = scan.words(owner, end), (scan.key(owner), *lower)
    whole = Chunk(first, end, name, sort, (noun.plural, *keys, *lower), role=noun.words[-1], article=article)
    return [*_conjunct(scan, noun, start, found), whole]


def _counted(scan: Scan, first: int, start: int) -> bool:
    return any(scan.key(j)[0].isdigit() or scan.key(j) in scan.lexicon.words.counted for j in range(first, start))


def _conjunct(scan: Scan, noun: Noun, start: int, found: list[Chunk]) -> list[Chunk]:
    """The first of "U.S. and Iraqi forces", whose noun comes later."""
    if not found or scan.key(start - 1) != "and" or found[-1].last != start - 1 or found[-1].sort != "state":
        return []
    if match_name(scan, start) is None:
        return []
    other = found.pop()
    words = scan.words(other.first, other.last)
    if noun.plural in scan.lexicon.words.government:
        return [other]
    name = f"{words} {' '.join(noun.words)}"
    return [
        replace(other, name=name, sort="collective", keys=(noun.plural, other.name), known=False, role=noun.words[-1])
    ]
