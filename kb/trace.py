"""The records of an explanation: which rule read which words, and why; all frozen."""

from dataclasses import dataclass
from typing import Literal

from kb.model import DateMention, Document, Mention, Span


@dataclass(frozen=True, slots=True)
class Lean:
    """Something that is not in a date's words and without which they would have been read otherwise.

    `value` is the EDTF of a date, or the tense of the clause, "" where it has none. `told_by` is the expression that
    told the date, where the text did.
    """

    kind: Literal["published", "narrative", "told", "event", "quarter", "tense"]
    value: str
    told_by: Span | None = None


@dataclass(frozen=True, slots=True)
class DateTrace:
    """How one date expression was read; `mention` is None where its words make no date ("June 31").

    `settings` is what the rule itself says, `given` the parts that the words give, `lent` those of a neighbour in a
    range or list, `implied` those of neither; each by name and value. `joined` has the kind and the span of such
    neighbours. `anchorable` tells that the date has no place on the calendar and a publication date would give it one.
    """

    sentence: Span
    span: Span
    rule: str
    file: str
    mention: DateMention | None
    settings: tuple[tuple[str, str], ...] = ()
    given: tuple[tuple[str, str], ...] = ()
    lent: tuple[tuple[str, str], ...] = ()
    implied: tuple[tuple[str, str], ...] = ()
    joined: tuple[tuple[str, Span], ...] = ()
    leans: tuple[Lean, ...] = ()
    anchorable: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """Words that look like a date and that a rule of the lexicon keeps from being read as one."""

    sentence: Span
    span: Span
    rule: str
    file: str


@dataclass(frozen=True, slots=True)
class MentionTrace:
    """An event mention with the group of trigger words that found it; `file` is "" for a verb that no file has."""

    mention: Mention
    rule: str
    file: str


@dataclass(frozen=True, slots=True)
class Untold:
    """A trigger that made no event: what it tells is not told as having happened, or nothing dates it."""

    sentence: Span
    span: Span
    rule: str
    file: str
    why: Literal["unreal", "undated"]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Which rule read which words of a document, in the order of the text.

    `narrative` tells that its dates lean on one another as the text goes on, not on the day of publication.
    """

    document: Document
    narrative: bool
    dates: tuple[DateTrace, ...]
    kept: tuple[Kept, ...]
    mentions: tuple[MentionTrace, ...]
    untold: tuple[Untold, ...]
