"""The records that flow through kb: all frozen, all offsets in characters of the document's text."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

from kb.pickles import by_parts
from kb.when import Date, When

PublishedBasis = Literal["given", "metadata", "dateline", "inferred", "none"]
Basis = Literal["explicit", "context", "document", "given"]
Certainty = Literal["asserted", "planned", "alleged", "denied"]
Role = Literal["source", "target", "other"]
Kind = Literal["person", "organisation", "state", "armed group", "collective"]

PLOVER_TYPES = tuple(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT".split()
)
EVENT_TYPES = (*PLOVER_TYPES, *"STATEMENT DISASTER ACCIDENT JUSTICE LEADERSHIP BUSINESS DEATH OTHER".split())
CERTAINTIES: tuple[Certainty, ...] = ("asserted", "planned", "alleged", "denied")
ROLES: tuple[Role, ...] = ("source", "target", "other")
KINDS: tuple[Kind, ...] = ("person", "organisation", "state", "armed group", "collective")


def digest(*parts: str) -> str:
    """Twelve hexadecimal digits that identify content, the same on every machine."""
    import hashlib  # not at the top, since it takes a while to load and dates alone never come here

    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]


_DIGITS = 6
NAME_NUMBERS = 16**_DIGITS


@lru_cache(maxsize=65536)
def name_number(name: str) -> int:
    """A number that stands for a folded name, the same on every machine; two names hardly ever share one."""
    return int(digest(name)[:_DIGITS], 16)


_DROPPED = re.compile(r"[\u0300-\u036f'’‘ʻʼ`´.]")
_APART = re.compile(r"[\W_]+")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """A name as it is compared: without case, accents, apostrophes and points, every other mark a space."""
    plain = _DROPPED.sub("", unicodedata.normalize("NFKD", text))
    return _APART.sub(" ", plain).strip().casefold() or text.casefold()


TIES = ("of", "to", "for")  # behind the noun of somebody who is called by whose he is


@lru_cache(maxsize=65536)
def untied(name: str) -> tuple[str, str]:
    """A name, and whose somebody without one is, which is no part of it: "wife" and "of Omar Said"."""
    words = name.split()
    tie = next((i for i in range(1, len(words)) if words[i] in TIES and words[i - 1].islower()), len(words))
    return (" ".join(words[:tie]), " ".join(words[tie:])) if tie < len(words) else (name, "")


def noun_of(name: str) -> str:
    """The last word of a name, or the noun of who has none: "wife" of "wife of Omar Said"."""
    own = untied(name)[0]
    return own.split()[-1] if own.strip() else own


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters start (included) to end (excluded) of a document's text."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Document:
    """One article. `id` is the id it came with, else its path or URL."""

    id: str
    text: str
    title: str = ""
    published: When | None = None
    published_basis: PublishedBasis = "none"
    url: str = ""
    publisher: str = ""
    author: str = ""

    @property
    def fingerprint(self) -> str:
        """Changes when anything changes that extraction looks at."""
        published = self.published.edtf if self.published else ""
        parts = (self.text, self.title, published, self.published_basis, self.url, self.publisher)
        return digest(*parts, self.author) if self.author else digest(*parts)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, headline or list item; `paragraph` counts the paragraphs of the text from 0."""

    span: Span
    paragraph: int


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression: its words, its TIMEX3 type and value, and the calendar date when it denotes one.

    `when` is None for durations, sets, and references such as PAST_REF. `value` is what TIMEX3 writes; `mod` its
    modifier (START MID END APPROX BEFORE AFTER …) or "". `rule` names the rule that read it.
    """

    span: Span
    text: str
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    when: Date | None = None
    mod: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone or something that acts, with every place in the document that names it.

    `name` is the canonical name, `aliases` the other names used (not pronouns), `mentions` all references in order,
    pronouns and descriptions included.
    """

    name: str
    kind: Kind
    aliases: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Naming:
    """That documents call an actor `name` by the words `alias`, and how many do; a name is one of its own aliases.

    `given` is what a person says of the two: "alias" (one actor), "apart" (two), "name" (one, to be shown as `alias`)
    or "actor" (there is one of this name, whether or not a document names it); `edit` is the act that gave the name.
    """

    name: str
    kind: Kind
    alias: str
    documents: int = 1
    given: str = ""
    edit: int = 0


@dataclass(frozen=True, slots=True)
class ActorGroup:
    """One actor of many documents: its name and kind, and the (name, kind) pairs that single documents have for it."""

    name: str
    kind: Kind
    members: frozenset[tuple[str, Kind]]


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A named place where the text names it; `name` is its canonical name."""

    span: Span
    name: str


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor in a mention or event, with its role there and the words that name it there."""

    name: str
    role: Role
    kind: Kind
    words: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """People killed or injured as one sentence gives it: "at least 25" is low 25, best 25, high None (open)."""

    low: int | None
    best: int | None
    high: int | None

    def __str__(self) -> str:
        low, best, high = self.low, self.best, self.high
        if low == best == high:
            return str(best)
        if high is None:
            return f"{low}+"
        if low is None:
            return f"up to {high}"
        return f"{low}-{high}"


def numbers(figure: Figure | None) -> tuple[int | None, int | None, int | None]:
    """Low, best and high of a figure; all None where there is none."""
    return (figure.low, figure.best, figure.high) if figure else (None, None, None)


@dataclass(frozen=True, slots=True)
class Mention:
    """One sentence of one document that tells of an event: a stored fact, never edited.

    `sentence` and `trigger` are spans in the document's text; `evidence` and `word` are their words, and `headline` is
    cut from the sentence, so that a mention can be read without its document. `published` is the document's. `around`
    are the names near the sentence, each the number that stands for a folded word (`name_number`), in order.
    """

    document: str
    sentence: Span
    trigger: Span
    evidence: str
    word: str
    headline: str
    date: Date | None
    basis: Basis
    type: str
    mode: str = ""
    certainty: Certainty = "asserted"
    confidence: float = 0.5
    participants: tuple[Participant, ...] = ()
    place: str = ""
    killed: Figure | None = None
    injured: Figure | None = None
    published: When | None = None
    around: tuple[int, ...] = ()

    @property
    def id(self) -> str:
        """Stable while the document's words stand where they stand."""
        return digest(self.document, self.evidence, f"{self.trigger.start}-{self.trigger.end}")

    @property
    def founds(self) -> str:
        """The id of the event that this mention is the first of; what a person calls the mention by."""
        return digest("event", self.id, self.date.edtf if self.date else "", self.type)


Ref = tuple[str, str]  # a mention as an edit names it: what it founds, and its id, which stays when it is read anew


@dataclass(frozen=True, slots=True)
class Edit:
    """One act of a person: on what, and what it changes there. The log of them is only ever added to.

    `target` is what the person acted on as it was called then: an event's id, an actor's name, a document's id.
    """

    key: int
    made: str
    act: str
    target: str
    change: Mapping[str, Any]
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Edited:
    """What a person changed of an event: the field, when, and what it would be without, in words."""

    field: str
    made: str
    derived: str = ""


# A sentence of so many characters that two articles share word for word was written once.
_COPIED = 40


def independent(mentions: Sequence[Mention]) -> dict[str, str]:
    """For each document the first, by id, of those that it shares words with: what an agency wrote counts once, however
    many print it."""
    first = {mention.document: mention.document for mention in mentions}
    told: dict[str, str] = {}

    def root(document: str) -> str:
        while first[document] != document:
            document = first[document]
        return document

    for mention in mentions:
        words = fold(mention.evidence)
        if len(words) >= _COPIED:
            one, other = sorted((root(mention.document), root(told.setdefault(words, mention.document))))
            first[other] = one
    return {document: root(document) for document in first}


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, once, however many mentions tell it; derived from mentions and a person's edits, so it can be
    rebuilt. `edited` is what is a person's of it, `accepted` that one has looked at it and let it stand.
    """

    id: str
    date: Date | None
    basis: Basis
    type: str
    mode: str
    certainty: Certainty
    headline: str
    confidence: float
    participants: tuple[Participant, ...]
    place: str
    killed: Figure | None
    injured: Figure | None
    mentions: tuple[Mention, ...]
    edited: tuple[Edited, ...] = ()
    hidden: bool = False
    accepted: bool = False

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of the documents that tell of it, sorted."""
        return tuple(sorted({mention.document for mention in self.mentions}))

    @property
    def sources(self) -> int:
        """How many of its documents are independent."""
        return len(set(independent(self.mentions).values()))


@dataclass(frozen=True, slots=True)
class Joined:
    """A mention of an event, the one of the others that it is nearest to, and the weight of each sign of one event.

    `against` says why the two would not be one, "" where they are.
    """

    mention: Mention
    other: Mention
    weights: tuple[tuple[str, float], ...]
    against: str = ""

    @property
    def total(self) -> float:
        return round(sum(weight for _, weight in self.weights), 2)


@dataclass(frozen=True, slots=True)
class Block:
    """Mentions that are linked, one with the next, and the events whose founders are among them."""

    name: str
    mentions: tuple[Mention, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read in one document. `document` carries the publication date that the text itself gave."""

    document: Document
    sentences: Sequence[Sentence] = field(default=())
    dates: Sequence[DateMention] = field(default=())
    actors: Sequence[Actor] = field(default=())
    mentions: Sequence[Mention] = field(default=())


by_parts(
    Span,
    Document,
    Sentence,
    DateMention,
    Actor,
    Naming,
    ActorGroup,
    PlaceMention,
    Participant,
    Figure,
    Mention,
    Edit,
    Edited,
    Event,
    Joined,
    Block,
    Extraction,
)
