"""Words in -ing behind a noun for people: what they do, "a sniper hiding in a barn", or part of a noun."""

from kb.extract.actors.scan import Chunk, Scan
from kb.extract.actors.sites import ends_phrase
from kb.lexicon import grammar, triggers
from kb.lexicon.actors import Noun

_SHORTEST = 6
_OF_NOUNS = ("of", "and", "or", "for", "has", "had", "by")  # behind a noun in -ing
_KILLING = ("shooting", "killing", "beating", "bombing", "shelling")
_SEEING = frozenset("saw see seen watched watching heard showed shows showing shown filmed caught found".split())
_MARKS = (":", "-", "–", "—")
_RAISED = frozenset(  # who then is somebody
    "elected re-elected reelected appointed named chosen crowned ordained enthroned consecrated anointed".split()
)
# Past forms that names begin with: "United Airlines", "Associated Press".
_NAMING = frozenset(
    """united allied associated combined consolidated amalgamated federated unified integrated advanced applied limited
    dedicated incorporated blessed rose bent drew grant swift hurt cast cut rode bit
    left lost set fallen retired wounded convicted accused armed""".split()
)
_PLAINLY = frozenset("holding carrying waving wearing chanting fleeing hurling demanding".split())
_THERE, _PHRASE = ("at", "in", "from", "on"), 8  # tokens
_LEADING, _CLAUSE = ("to", "for", "from", "with", "on", "in"), 14  # tokens
_BOUND = ("to", "with", "for")  # behind "loyal"
_OPENING = (",", "when", "after", "as", "before", "while", "that", "because", "until", "since", "but", "and")


def is_doing(scan: Scan, i: int) -> bool:
    """Whether a word in -ing tells what the one before does, "a sniper hiding in a barn", and is no part of a noun:
    "police training", "a guard killing". Who is "loyal to" somebody is told of alike."""
    words, key = scan.lexicon.words, scan.key(i)
    if key in grammar.load().trailing and scan.key(i + 1) in _BOUND:
        return True
    if key in _PLAINLY and scan.same(i, i + 1) and scan.tokens[i].text.islower() and scan.tokens[i + 1].text.islower():
        return scan.key(i + 1) not in _OF_NOUNS  # "children holding candles"
    if key in _KILLING and scan.key(i + 1) == "of":
        return True  # "the police shooting of a boy"
    if key in _KILLING and scan.key(i - 2) in _SEEING and scan.same(i, i + 1):
        whom = scan.key(i + 1)  # "saw police beating protesters"
        small = whom in words.determiners or whom in grammar.load().numbers or whom == "at"
        return small or whom in scan.lexicon.nouns or whom.isdigit()
    if not key.endswith("ing") or len(key) < _SHORTEST or not scan.tokens[i].text.islower() or not scan.same(i, i + 1):
        return False
    known = any("noun" in entry.forms for entry in triggers.load().entries.get(key, ()) if len(entry.words) == 1)
    after = scan.key(i + 1)
    leads = after in words.functional or after in words.determiners or after[0].isdigit()
    return leads and not known and key not in words.doings and after not in _OF_NOUNS


def did_it(scan: Scan, plural: str, i: int) -> bool:
    """Whether people whom nothing tells more of are those by whom something was done: "was called by neighbours"."""
    by = plural in scan.lexicon.words.acting and scan.key(i - 1) == "by" and scan.same(i - 2, i)
    return by and triggers.load().is_past(scan.key(i - 2))


def did_there(scan: Scan, start: int, end: int) -> bool:
    """Whether people whose noun ends at a token did something where the words behind say: "doctors at the city's main
    hospital went on strike"."""
    if scan.key(end) not in _THERE or scan.key(end + 1) not in scan.lexicon.words.determiners:
        return False
    for j in range(end + 2, end + _PHRASE):
        plain = scan.same(start, j) and (scan.tokens[j].text.isalpha() or scan.key(j) == "s")
        if not plain or scan.key(j) in scan.lexicon.words.functional:
            return False
        if scan.tokens[j].text.islower() and triggers.load().is_past(scan.key(j)):
            return True
    return False


def stands_alone(scan: Scan, place: Chunk) -> bool:
    """Whether a place that opens a sentence tells nothing of the people behind: "In Lima protesters burned a car"."""
    return scan.key(place.first - 1) == "in" and scan.tokens[place.first - 1].first


def is_left_so(scan: Scan, i: int) -> bool:
    """Whether the word behind people says what became of them: "took two nurses hostage", "found a broker guilty of
    fraud"; not "police hostage negotiators"."""
    return scan.key(i) in scan.lexicon.words.fates and ends_phrase(scan, i + 1)


def opens_telling(scan: Scan, i: int) -> bool:
    """Whether a word with a capital is the verb that an entry of a chronology begins with, which leaves out who did it
    or became something: "1998: Launches Harlow Online", "Elected president of Peru"; not "Elected officials meet"."""
    token = scan.tokens[i]
    opens = token.sentence in scan.entries and (token.first or scan.key(i - 1) in _MARKS)
    if not opens or not scan.same(i, i + 1):
        return False
    forms, after = triggers.load().forms(token.key), scan.tokens[i + 1]
    if token.key in _RAISED:
        return after.key in scan.lexicon.words.functional or not (after.capital or after.key.endswith(("s", "men")))
    founded = "past" in forms and after.capital and token.key not in _NAMING  # "1995: Founded Harlow Inc."
    return founded or ("third" in forms and ("noun" not in forms or after.capital))


def is_told(scan: Scan, i: int) -> bool:
    """Whether a word can be a verb of the present, in the sentences of a chronology: "Police detain a mayor", "the army
    frees a mayor"; not "police arrest records"."""
    if i >= len(scan.tokens) or scan.tokens[i].sentence not in scan.entries:
        return False
    forms = triggers.load().forms(scan.key(i))
    words, after = scan.lexicon.words, scan.key(i + 1)
    if "base" not in forms or "noun" not in forms or not scan.same(i, i + 1):
        return not forms.isdisjoint(("base", "third"))
    return after in words.functional or after in words.determiners or after[:1].isdigit() or scan.tokens[i + 1].capital


def is_to_come(scan: Scan, i: int) -> bool:
    """Whether a word in -s behind one person or body is the verb of what is to come, alone before a comma: "the king
    returns to Oslo on Friday"; not "the court rules on bail were changed"."""
    if "third" not in triggers.load().forms(scan.key(i)) or not scan.same(i, i + 1) or scan.capital(i, i - 1):
        return False
    words, after = scan.lexicon.words, scan.tokens[i + 1]
    leads = after.shut or after.capital or after.key in words.determiners or after.key in _LEADING
    dated = False
    for j in range(i + 1, i + _CLAUSE):
        if not scan.same(i, j) or not (scan.tokens[j].word or scan.tokens[j].shut):
            break
        if scan.key(j) in grammar.load().auxiliaries or (
            not scan.tokens[j].shut and triggers.load().is_past(scan.key(j))
        ):
            return False
        dated = dated or scan.tokens[j].shut
    return leads and dated


def is_told_before(scan: Scan, i: int) -> bool:
    """Whether "the couple" takes up two who are named, or "a couple of" only counts; not "a British couple"."""
    near = [scan.key(j) for j in range(i - 1, i - 4, -1) if scan.same(j, i)]
    return scan.key(i) == "couple" and (scan.key(i + 1) == "of" or {"a", "an", "another"}.isdisjoint(near))


def does_something(scan: Scan, noun: Noun, start: int) -> bool:
    """Whether people open a clause and do something: "when officers shot two men", "officers probing it held him"."""
    before = scan.key(start - 1) if scan.same(start - 1, start) else ""
    opens = scan.tokens[start].first or not before or before in _OPENING or scan.tokens[start - 1].shut  # "in 2013 men"
    end = start + len(noun.words)
    does = did(scan, noun, start) or is_doing(scan, end) or did_there(scan, start, end)
    return opens and does and noun.plural in scan.lexicon.words.acting


def did(scan: Scan, noun: Noun, start: int) -> bool:
    """Whether a verb that tells what was done follows the noun that begins at a token."""
    end = start + len(noun.words)
    if not scan.same(start, end):
        return False
    return scan.key(end) in ("was", "were", "had") or triggers.load().is_past(scan.key(end)) or is_told(scan, end)
