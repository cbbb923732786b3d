"""What two mentions are compared by, prepared once for each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from kb.lexicon import grammar, read_kin, read_rows
from kb.lexicon.actors import called, load, nation_of, with_state_named
from kb.merge import persons
from kb.model import Kind, Mention, Participant, fold, noun_of
from kb.when import sort_key

Known = tuple[str, str]  # an actor: name and family

_WORD = re.compile(r"[^\W\d_]{5,40}")
_NUMBER = re.compile(r"(?<![\w.,])(?!(?:1[5-9]|20)\d\d\b)(?:\d{1,3}(?:,\d{3})+|\d{3,9})(?![\w.,]\d)")  # but no year
_ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "als", "al", "ers", "er", "ed", "es", "s", "e")
_STEM = 5
_SHORTEST = 3
_NEAR = 60  # characters
_MORE = frozenset(("also", "too"))
_LONG = 4
# "A separate quake", "another car bomb"; "four more were killed in a strike on a tent".
_DEFENDING = ("shot down", "shoot down", "intercept", "repel", "downed", "ward")
_ANOTHER = re.compile(r"\b(?:separate|second|third|another|unrelated)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_ANY = frozenset(("disaster", "tragedy", "incident", "accident", "catastrophe", "calamity", "ordeal"))
_ADDED = re.compile(r"\b(?:more|another|also|others)\s+(?:[\w-]+\s+){0,4}$", re.IGNORECASE)
_IN_ONE = re.compile(r"\s+(?:[\w-]+,?\s+){0,5}in\s+an?\s")

_BURIALS = frozenset(
    """funeral funerals burial burials buried bury burying memorial wake laid cremated cremation mourned mourning mourn
    attended""".split()
)
_HARMING = frozenset(("ASSAULT", "DEATH", "DISASTER", "ACCIDENT"))
_FORCES = ("ASSAULT", "COERCE")
# Which way sales and prices go.
_UP = frozenset(
    "rise rises rose risen rising increase increases increased gain gains gained climb climbed grow grew grown growth"
    " jump jumped soar soared surge surged double doubled triple tripled rebound rebounded".split()
)
_DOWN = frozenset(
    "fall falls fell fallen falling drop drops dropped decrease decreased decline declines declined slide slid slip"
    " slipped plunge plunged tumble tumbled slump slumped plummet plummeted shrink shrank shrunk halve halved"
    " narrow narrows narrowed loss losses".split()
)
_SEVERAL = 3  # dead, which two events of an article seldom have alike


@dataclass(frozen=True)
class Signs:
    """A mention and the signs of what event it tells of."""

    mention: Mention
    position: int
    stems: frozenset[str]
    acts: frozenset[str]  # the rows of words for one act in which its trigger stands: "deed 3", "saying 1"
    sources: frozenset[Known]
    targets: frozenset[Known]
    actors: frozenset[Known]
    states: frozenset[Known]
    crowds: frozenset[str]
    victims: frozenset[str]  # whom without a name it is done to, by a noun that not any report holds: contractor
    nations: frozenset[str]  # what states they are told to be of
    place: frozenset[str]
    places: bool
    given: Mapping[str, tuple[str, ...]]  # the names before the last name of each person
    around: frozenset[int]
    days: tuple[int, int] | None  # the first and last day of its date; None where nothing anchors it

    @property
    def dead(self) -> int | None:
        """How many it tells to have died; a death without a number is one person's, and a funeral is none."""
        killed, word = self.mention.killed, self.mention.word.lower().partition(" ")[0]
        return killed.best if killed else 1 if self.mention.type == "DEATH" and word not in _BURIALS else None

    @property
    def way(self) -> int:
        """Which way it tells that something goes: 1 up, -1 down, 0 neither."""
        words = fold(self.mention.word).split()
        return 1 if not _UP.isdisjoint(words) else -1 if not _DOWN.isdisjoint(words) else 0

    @cached_property
    def toll(self) -> bool:
        """Whether it says only that people died or were hurt, and not by what."""
        harm = grammar.load().harm
        return fold(self.mention.word) in harm.killed | harm.injured

    def is_toll_of(self, other: "Signs") -> bool:
        """Whether one of two sentences of an article says only how many died of the quake or crash that the other tells
        of: "ten people were killed"."""
        one, two = self.mention, other.mention
        if one.document != two.document or self.toll == other.toll or not {one.type, two.type} <= _HARMING:
            return False
        few = self.dead is None or self.dead < _SEVERAL or self.dead != other.dead
        return not few and not (self.mention if self.toll else other.mention).participants

    @cached_property
    def adds(self) -> bool:
        """Whether it tells of one more without a name who is hurt: "his driver was also killed"."""
        return not self.targets and self.toll and not _MORE.isdisjoint(self._spoken)

    @cached_property
    def voters(self) -> frozenset[bool]:
        """Whether those who vote are people by name, or a body; nothing where nobody votes."""
        told = self.mention.participants if self.mention.word.startswith("vote") else ()
        return frozenset(p.kind == "person" for p in told if p.role == "source")

    @cached_property
    def again(self) -> bool:
        """Whether it takes up what its article has told of by a word for any: "the disaster", "this tragedy"."""
        start = self.mention.trigger.start - self.mention.sentence.start
        led = self.mention.evidence[:start].lower().split()[-1:]
        return self.mention.word.lower() in _ANY and led in (["the"], ["this"])

    @cached_property
    def another(self) -> bool:
        """Whether it says itself that it tells of another event than its article did before."""
        told, start = self.mention.evidence, self.mention.trigger.start - self.mention.sentence.start
        if not self.toll:
            return bool(_ANOTHER.search(told, max(0, start - _NEAR), start))
        end = self.mention.trigger.end - self.mention.sentence.start
        return bool(_ADDED.search(told, max(0, start - _NEAR), start) and _IN_ONE.match(told, end))

    @cached_property
    def titled(self) -> bool:
        """Whether its trigger is the name of what happens once a year ("the Oscars"), and not a word of a headline, of
        which none but the smallest have small letters."""
        if not self.mention.word[:1].isupper() or self.mention.trigger.start == self.mention.sentence.start:
            return False
        small = (word for word in self.mention.evidence.split() if len(word) >= _LONG and word.islower())
        return not _function_words().issuperset(small)

    @cached_property
    def words(self) -> frozenset[str]:
        """What the sentence says beside the actors and the place, which are signs of their own."""
        actors = (words for one in self.mention.participants for words in (one.name, one.words))
        return self._told - _content(" ".join((self.mention.place, *actors)))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The larger numbers of the sentence, which two sentences seldom share by chance: 750 paratroopers."""
        return frozenset(_NUMBER.findall(self.mention.evidence))

    @cached_property
    def _told(self) -> frozenset[str]:
        return _content(self.mention.evidence)

    @cached_property
    def defends(self) -> bool:
        """Whether it tells of an attack that was warded off: "shot down 18 drones"."""
        return fold(self.mention.word).startswith(_DEFENDING)

    def is_foe(self, other: "Signs") -> bool:
        """Whether another mention of its article tells what somebody else did by force: Russia struck Kyiv and Ukraine
        Kursk, the Indian navy captured suspects and Somali pirates a boat, or one attacks, the other wards it off."""
        force, here = self.mention.type, self.mention.document == other.mention.document
        if force != other.mention.type or not here or self.sources & other.sources:
            return False
        apart = self.lands and other.lands and not self.lands & other.lands and not self.targets & other.targets
        # "Rebels attacked a convoy, and the army shelled their base".
        both = self.mention.sentence == other.mention.sentence and self.doers and other.doers
        apart = apart or (both and not self.doers & other.doers and not self.targets & other.targets)
        if force in _FORCES and apart:
            return True
        if force != "ASSAULT":
            return False
        mine, theirs = self.sources & self.states, other.sources & other.states
        return bool(mine and theirs) or (self.defends != other.defends and bool(self.doers and other.doers))

    @cached_property
    def doers(self) -> frozenset[str]:
        """The names of those who do it, described ones among them."""
        return frozenset(one.name for one in self.mention.participants if one.role == "source")

    @cached_property
    def lands(self) -> frozenset[str]:
        """What states those who do it are told to be of."""
        doers = (one for one in self.mention.participants if one.role == "source" and one.kind != "person")
        return frozenset(land for one in doers if (land := one.name if one.kind == "state" else nation_of(one.name)))

    @cached_property
    def sites(self) -> frozenset[tuple[str, str]]:
        """What of a state's is attacked, by its noun and the state: U.S. embassies."""
        described = (one for one in self.mention.participants if one.role == "target" and not _is_named(one))
        told = ((_singular(_noun(one)), nation_of(one.name)) for one in described)
        buildings = grammar.load().where.facilities
        return frozenset((stem(noun), state) for noun, state in told if state and noun in buildings)

    def names(self, place: frozenset[str]) -> bool:
        """Whether the sentence names a place, by its words."""
        return bool(place) and place <= self._spoken

    @cached_property
    def _spoken(self) -> frozenset[str]:
        return frozenset(fold(self.mention.evidence).split())

    @cached_property
    def order(self) -> tuple[object, ...]:
        """Its place in the canonical order, compared with many."""
        return canonical(self.mention)

    @cached_property
    def means(self) -> frozenset[str]:
        """The weapons and aircraft that the sentence names."""
        return self._told & _weapons()

    def shared(self, mine: frozenset[Known], other: "Signs", theirs: frozenset[Known]) -> frozenset[Known]:
        """Those of my actors that may be the same as one of theirs."""
        both = mine & theirs
        return frozenset(key for key in both if key[1] != "person" or self._may_be(key[0], other)) if both else both

    def _may_be(self, surname: str, other: "Signs") -> bool:
        return persons.may_be_one(self.given[surname], other.given[surname])


def canonical(mention: Mention) -> tuple[object, ...]:
    """The order of mentions: the earliest published first, then by document and place in its text.

    The first of an event founds it and gives it its id; news is published after what it is news of, so that articles
    added later seldom come before.
    """
    return (
        *(sort_key(mention.published), mention.document),
        *(mention.sentence, mention.trigger, mention.type, mention.date.edtf if mention.date else ""),
        *(-mention.confidence, mention.basis, mention.certainty, mention.mode, mention.headline, mention.place),
        *(str(mention.killed), str(mention.injured)),
        tuple((one.role, one.name, one.kind, one.words) for one in mention.participants),
    )


def signs(mention: Mention, position: int) -> Signs:
    """The signs of a mention at this position of the canonical order."""
    known = [(one, _key(one)) for one in mention.participants]
    named = [(one, key) for one, key in known if _is_named(one)]
    described = [(one, key) for one, key in known if not _is_named(one)]
    victims = [(one, key) for one, key in described if one.role == "target"]
    return Signs(
        mention=mention,
        position=position,
        stems=_stems(mention.word),
        acts=_acts_of(mention.word),
        sources=frozenset(key for one, key in named if one.role == "source"),
        targets=frozenset(key for one, key in named if one.role == "target"),
        actors=frozenset(key for _, key in named),
        states=frozenset(key for one, key in named if one.kind == "state"),
        crowds=frozenset(stem(_noun(one)) for one, _ in described),
        victims=frozenset(_noun(one) for one, _ in victims) - _common_people(),
        nations=frozenset(state for one, _ in victims if (state := nation_of(one.name))),
        place=_place_words(mention),
        places=_names_place(mention),
        given={key[0]: persons.parts(one.name)[1] for one, key in named if key[1] == "person"},
        around=frozenset(mention.around),
        days=mention.date.bounds if mention.date and mention.date.anchored else None,
    )


def _names_place(mention: Mention) -> bool:
    """Whether the sentence itself has a word of the place: one that was taken over from another sentence of the
    document is no sign that two mentions are of one event."""
    words = _place_words(mention)
    return bool(words) and not words.isdisjoint(fold(mention.evidence).split())


def _place_words(mention: Mention) -> frozenset[str]:
    return frozenset(fold(mention.place).split()) - {"the", "of", "in"}


def _is_named(one: Participant) -> bool:
    """Protesters, a contractor and "the President" are described, not named: two reports may mean others by the same
    words."""
    if _is_title(one.name):
        return False
    return one.kind != "collective" and not noun_of(one.name)[:1].islower()


def _noun(one: Participant) -> str:
    """The noun of who is described, folded; of one with a hyphen what stands behind it."""
    return fold(noun_of(one.name)).split()[-1]


@lru_cache(maxsize=4096)
def _is_title(name: str) -> bool:
    words = tuple(fold(name).split())
    return any(words == title for title, _ in load().titles.get("".join(words[:1]), ()))


def _key(one: Participant) -> Known:
    """A person by the last name alone, anyone else by the identity."""
    return (persons.parts(one.name)[0], "person") if one.kind == "person" else identity(one)


def identity(one: Participant) -> Known:
    """By what one is compared: for a body that the lexicon knows its name there, however the text writes it."""
    kin = family(one.kind)
    return (fold(called(one.name)) or with_state_named(one.name) if kin == "body" else fold(one.name)), kin


def family(kind: Kind) -> str:
    """Within a family one name is one actor; a person and a state of one name are two."""
    return kind if kind in ("person", "collective") else "body"


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The beginning of a folded word, by which attack, attacked and attacks are one."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)][:_STEM]
    return word[:_STEM]


@cache
def _function_words() -> frozenset[str]:
    return frozenset(row[0] for row in read_rows("function_words.tsv", 1))


def _singular(noun: str) -> str:
    """A noun as lists have it: embassies, an embassy."""
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


@cache
def _weapons() -> frozenset[str]:
    harm = grammar.load().harm
    return frozenset(map(stem, harm.weapons | harm.aircraft))


def _act(word: str) -> str:
    return " ".join(map(stem, fold(word).split()))


def _acts_of(trigger: str) -> frozenset[str]:
    """Its rows, or those of the last of its words: a car bombing is a bombing."""
    known = _acts()
    return known.get(_act(trigger)) or known.get(stem(fold(trigger).split()[-1])) or frozenset()


def _stems(trigger: str) -> frozenset[str]:
    """The stems of its words, but not of the beginning of what is done: "began shelling"."""
    words = fold(trigger).split()
    done = [word for word in words if word not in grammar.load().aspects]
    return frozenset(map(stem, done or words)) - {""}


@cache
def _acts() -> dict[str, frozenset[str]]:
    """The rows of words for one act in which each word stands, in any of its forms."""
    found: dict[str, frozenset[str]] = {}
    for sort, table in (("deed", "same_acts.tsv"), ("saying", "same_sayings.tsv")):
        for word, rows in read_kin(table, 20, _act).items():
            found[word] = found.get(word, frozenset()).union(f"{sort} {row}" for row in rows)
    return found


@cache
def _common_people() -> frozenset[str]:
    """Heads of names of people that any report may hold."""
    return frozenset(row[0] for row in read_rows("common_people.tsv", 1))


def _content(text: str) -> frozenset[str]:
    words = (word.lower() for word in _WORD.findall(text))
    return frozenset(stem(word) for word in words if word not in _function_words())
