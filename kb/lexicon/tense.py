"""The words that show a clause's tense, compiled to patterns over lower-case text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kb.errors import LexiconError
from kb.lexicon import read_toml

FILE = "tense.toml"
# A verb in -ed, where no article makes an adjective of it; how many words may stand between an aside and its date, and
# how many an object has.
_REGULAR = r"(?<!\bthe )(?<!\ba )(?<!\ban )(?<!\bstill )[a-z]{3,}ed"
_ASIDE_WORDS = 6
_OBJECT_WORDS = 4
# Where a word begins, but for what stands behind "be": "will be paid" is no past form.
_VERB = r"\b(?=[a-z])(?<!\bbe )"


@dataclass(frozen=True, slots=True)
class TenseWords:
    """Patterns that find tense words (`future`, `ahead`, `plan`, `past`) and clause ends, or end where a date begins.

    `done` is a past verb with nothing but a preposition before the date, `done_so` one with its object there
    ("bought the firm in"), `over` a word that says that it is over.
    """

    future: re.Pattern[str]
    ahead: re.Pattern[str]
    plan: re.Pattern[str]
    past: re.Pattern[str]
    clause: re.Pattern[str]
    over: re.Pattern[str]
    done: re.Pattern[str]
    done_so: re.Pattern[str]
    aside: re.Pattern[str]
    saying: re.Pattern[str]
    examples: tuple[tuple[str, str], ...]


@cache
def load() -> TenseWords:
    """The tense words; raises LexiconError when a list is missing."""
    data = read_toml(FILE)
    try:
        awaited = f"(?:{_any(data['be'])}) (?:now )?(?:{_any(data['awaited'])})"
        then = rf"(?:{_any(data['until'])}) (?:[a-z'’]+ ){{1,3}}(?:is|are) (?:[a-z]+e[dn]|{_any(data['past'])})"
        future = rf"{_any(data['future'])}|(?<!\bto )(?:{_any(data['present'])})|{awaited}|{then}"
        clause = f"(?:{_any(data['clause'])})"
        to = rf"to (?!(?:{_any(data['no_infinitive'])})\b)[a-z]+"
        infinitive = rf"(?:{_any(data['about'])})(?: [a-z’']+){{0,{_OBJECT_WORDS}}} {to}"
        modal = rf"(?:{_any(data['modals'])}) (?!(?:{_any(data['not_ahead'])})\b)"
        until = rf"(?:{_any(data['put_off'])})(?: [a-z]+){{0,{_OBJECT_WORDS}}} (?:to|until|till) $"
        set_for = rf"(?:{_any(data['ahead_for'])})(?: [a-z]+){{0,{_OBJECT_WORDS}}} for $"
        after_comma = _any(data["clause_after_comma"])
        done = [word for word in data["past"] if word not in data["light"]]
        # "Hit" is past where nothing before it makes it an infinitive: "a strike hit the plant", not "will hit". What
        # stands before is looked at where there is such a word, for it takes longer.
        same = rf"(?:{_any(data['same'])})\b"
        same = rf"(?={same})" + "".join(rf"(?<!\b{word} )" for word in data["before_infinitive"]) + same
        perfect = rf"(?:{_any(data['have'])}) (?:[a-z]+ )?(?:{_any(data['participles'])}|[a-z]{{2,}}en)"
        past_verb = rf"{_VERB}(?:{_any(done)}|{_REGULAR}|{same})"
        return TenseWords(
            future=re.compile(rf"(?<![a-z])(?:{future})\b(?: be(?: [a-z]+ly)? [a-z]+\b)?"),
            ahead=re.compile(rf"\b(?:{modal}[^,]*$|(?<!had been )(?:{_any(data['ahead_to'])}) {to}|{set_for}|{until})"),
            plan=re.compile(
                rf"\b(?:{modal}|set $|(?:{_any(data['plan'])}|{infinitive})\b"
                rf"|(?:{_any(data['plan_near'])})(?: (?:{_any(data['plan_between'])})){{0,3}} $)"
            ),
            past=re.compile(rf"{_VERB}(?:{_any(data['past'])}|{_REGULAR}|{same}|{perfect})\b"),
            clause=re.compile(rf"[;:]|, (?:{after_comma})\b|\b{clause}\b|[\"”“`]|(?<![a-z0-9])'|''"),
            over=re.compile(rf"\b(?:{_any(data['over'])})(?: on| in| early| late| the)* $"),
            done=re.compile(rf"{past_verb} (?:(?:early |late )?(?:on |in ))?$"),
            done_so=re.compile(rf"{past_verb}(?: [a-z’-]+){{1,{_OBJECT_WORDS}}} (?:in|on) (?:early |late )?$"),
            aside=re.compile(rf"\b(?:{_any(data['aside'])})(?: [^\W\d]+){{0,{_ASIDE_WORDS}}} $"),
            saying=re.compile(rf"\b(?:{_any(data['saying'])})\b"),
            examples=tuple((words, tense) for words, tense in data["examples"]),
        )
    except KeyError as error:
        raise LexiconError(f"lexicon/{FILE}: {error} is missing") from error


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", " ").replace("'", "['’]") for word in words)
