"""The words that show a clause's tense, compiled to patterns over lower-case text."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kb.errors import LexiconError
from kb.lexicon import grammar, read_toml

FILE = "tense.toml"
# A verb in -ed, where no article makes an adjective of it; how many words may stand between an aside and its date,
# how many an object has, and how many an object and where it was.
_REGULAR = r"(?<!\bthe )(?<!\ba )(?<!\ban )(?<!\bstill )[a-z]{3,}ed"
_ASIDE_WORDS = 6
_OBJECT_WORDS = 4
_PLACE_WORDS = 12
# How many words are a headline's subject.
_SUBJECT_WORDS = 8
# How many words stand between what is done by appointment and its day.
_SET_WORDS = 3
# "The deadline is", "the vote is on": what falls on the day behind it; not "today is Thursday".
_FALLS_ON = r"(?<!\bit )(?<!\btoday )(?<!\btomorrow )(?<!\bthis )\b(?:is|are) (?:on )?$"
_SUBJECT = r"(?:^|(?<=that )|(?<=[.,;“\"] )|(?<=\n))"  # a phrase begins that is no object
# Where a word begins, but for what stands behind "be": "will be paid" is no past form.
_VERB = r"\b(?=[a-z])(?<!\bbe )"


@dataclass(frozen=True, slots=True)
class TenseWords:
    """Patterns that find tense words (`future`, `ahead`, `plan`, `past`) and clause ends, or end where a date begins.

    `done` is a past verb with nothing but a preposition before the date, `done_so` one with its object there
    ("bought the firm in"), `over` a word that says that it is over. `set` is a present form of what is done by
    appointment, and `set_on` one that ends at a date without saying where ("votes on", but not "votes in Lima on"), or
    what names a day for it ("is on", "by"). `headed` begins a headline whose "to" is a "will": "Kenya to hold polls".
    `fixing` ends at a day that somebody sets, `mishap` at a date behind what nobody plans, and `struck` where that is
    the subject and was told before; `feared` tells that it is only feared or remembered, `befell` begins behind a date
    that names such a thing ("the May 3 crash"), `naming` ends before one without "'s".
    """

    future: re.Pattern[str]
    set: re.Pattern[str]
    set_on: re.Pattern[str]
    ahead: re.Pattern[str]
    plan: re.Pattern[str]
    past: re.Pattern[str]
    clause: re.Pattern[str]
    over: re.Pattern[str]
    done: re.Pattern[str]
    done_so: re.Pattern[str]
    mishap: re.Pattern[str]
    struck: re.Pattern[str]
    feared: re.Pattern[str]
    befell: re.Pattern[str]
    naming: re.Pattern[str]
    aside: re.Pattern[str]
    origins: re.Pattern[str]
    saying: re.Pattern[str]
    fixing: re.Pattern[str]
    headed: re.Pattern[str]
    examples: tuple[tuple[str, str], ...]


# A plan that something was decided about: "approved the plan on Friday".
_DECIDED = "plans? (?:on )?$"


@cache
def load() -> TenseWords:
    """The tense words; raises LexiconError when a list is missing."""
    data = read_toml(FILE)
    try:
        commas = _any(data["clause_after_comma"])
        to = rf"to (?!(?:{_any(data['no_infinitive'])})\b)[a-z]+"
        infinitive = rf"(?:{_any(data['about'])})(?: [a-z’']+){{0,{_OBJECT_WORDS}}} {to}"
        modal = rf"(?:{_any(data['modals'])}) (?!(?:{_any(data['not_ahead'])})\b)"
        open_ = "(?<!had been )(?<!had )"  # "had planned to fly on Friday" may be over
        by_appointment = _by_appointment(data)
        same = _same(data)
        perfect = rf"(?:{_any(data['have'])}) (?:[a-z]+ )?(?:{_any(data['participles'])}|[a-z]{{2,}}en)"
        of_it = rf"(?: (?:[a-z’-]+|[$£€]?\d[\d,.-]*)){{1,{_OBJECT_WORDS}}}"  # five people, 57 people, $3 million
        past_verb = rf"{_VERB}(?:{_any(word for word in data['past'] if word not in data['light'])}|{_REGULAR}|{same})"
        return TenseWords(
            future=re.compile(_future(data)),
            set=re.compile(rf"\b(?:{by_appointment})\b"),
            set_on=re.compile(_set_on(data, by_appointment)),
            ahead=re.compile(rf"\b(?:{modal}[^,]*$|{open_}(?:{_any(data['ahead_to'])}) {to}|{_put_to(data)})"),
            plan=re.compile(
                rf"\b(?:{modal}|set $|(?!{_DECIDED})(?:{_any(data['plan'])}|{infinitive})\b"
                rf"|(?:{_any(data['plan_near'])}){_near(data)} $)"
            ),
            past=re.compile(rf"{_VERB}(?:{_any(data['past'])}|{_REGULAR}|{same}|{perfect})\b"),
            clause=re.compile(rf"[;:]|, (?:{commas})\b|\b(?:{_any(data['clause'])})\b|[\"”“`]|(?<![a-z0-9])'|''"),
            over=re.compile(rf"\b(?:{_any(data['over'])})(?: on| in| early| late| the)* $|{_was_last(data)}"),
            done=re.compile(rf"{past_verb} (?:(?:early |late )?(?:on |in ))?$"),
            done_so=re.compile(rf"(?:{past_verb}{of_it}|{_there(data, same)}) (?:in|on) (?:early |late )?$"),
            mishap=re.compile(rf"\b(?:{_any(data['mishaps'])})(?: [^\W\d][^ ,;:]*){{0,{_ASIDE_WORDS}}} $"),
            struck=re.compile(_struck(data)),
            feared=re.compile(rf"\b(?:{_any(data['feared'])})\b"),
            befell=re.compile(_befallen(data)),
            naming=re.compile(rf"(?:\b(?:the|this|that|his|her|their|its)|{_told(data)}|['’]s) (?:{_plain(data)} )?$"),
            aside=re.compile(rf"\b(?:{_any(data['aside'])})(?: [^\W\d]+){{0,{_ASIDE_WORDS}}} $"),
            origins=re.compile(rf"\b(?:{_any(data['origins'])})(?: [^\W\d]+){{0,{_OBJECT_WORDS}}} in $"),
            saying=re.compile(rf"\b(?:{_any(data['saying'])})\b"),
            fixing=re.compile(rf"\b(?:{_any(grammar.load().fixing)}) $"),
            headed=re.compile(rf"(?:(?!(?:{_any(grammar.load().wanting)}) )[^ ,;:]+ ){{1,{_SUBJECT_WORDS}}}{to}\b"),
            examples=tuple((words, tense) for words, tense in data["examples"]),
        )
    except KeyError as error:
        raise LexiconError(f"lexicon/{FILE}: {error} is missing") from error


def _future(data: Mapping[str, Any]) -> str:
    """What tells of the future, with the "be" and participle behind it: "will likely only be mended"."""
    adverbs = "(?: (?:[a-z]+ly|only|also|now|then|soon|most|first|still)){0,3}"
    undergone = rf"{adverbs} (?:be|stay|remain|get)(?: [a-z]+ly)? [a-z]+\b"
    return rf"(?:(?<![a-z])|(?=['’]))(?:{_to_come(data)})\b(?:{undergone})?"


def _same(data: Mapping[str, Any]) -> str:
    """ "Hit" is past where nothing before it makes it an infinitive: "a strike hit the plant", not "will hit". What
    stands before is looked at where there is such a word, for it takes longer."""
    same = rf"(?:{_any(data['same'])})\b"
    return rf"(?={same})" + "".join(rf"(?<!\b{word} )" for word in data["before_infinitive"]) + same


def _there(data: Mapping[str, Any], same: str) -> str:
    """What nobody plans, with whom it befell and where: "struck the town of Zarif in Karo province"."""
    return rf"{_VERB}(?:{_any(data['unplanned'])}|{same})(?: [^ ;:]+){{1,{_PLACE_WORDS}}}"


def _plain(data: Mapping[str, Any]) -> str:
    """A word that tells of no plan and begins nothing new."""
    return rf"(?!(?:{_any(data['intended'])}|{_any(data['name_goes_on'])})\b)[a-z-]+"


def _set_on(data: Mapping[str, Any], by_appointment: str) -> str:
    """What is done by appointment, up to its day: "votes on", "is on", "by"; not "votes in Lima on"."""
    apart = rf"(?: (?!(?:{_any(data['where'])}) )[^ ,]+){{0,{_SET_WORDS}}}"
    return rf"\b(?:{by_appointment}){apart} $|{_FALLS_ON}|\bby $"


def _struck(data: Mapping[str, Any]) -> str:
    """What nobody plans and was told before, as the subject before its day: "the raid on"."""
    return rf"{_SUBJECT}(?:the|his|her|their) (?:{_plain(data)} )?(?:{_any(data['mishaps'])}) on $"


def _told(data: Mapping[str, Any]) -> str:
    """The article of what is told for the first time, "investigate a Wednesday crash", and not planned, "stage a Friday
    raid"."""
    return "".join(rf"(?<!\b{word} )" for word in data["staging"]) + r"\ban?"


def _befallen(data: Mapping[str, Any]) -> str:
    """What nobody plans, named by the date before it: "the May 3 bus crash"; "the May 3 murder trial" is a trial."""
    ends = rf"(?: (?:{_any(data['name_goes_on'])})\b|[^\w -]|$)"
    return rf"(?:['’]s)?(?: {_plain(data)}){{0,2}} (?:{_any([*data['mishaps'], *data['befallen']])})(?={ends})"


def _was_last(data: Mapping[str, Any]) -> str:
    """When there was the last of what has been: "the last big storm to hit the town was in"."""
    words = rf"(?: [a-z’'-]+){{1,{2 * _OBJECT_WORDS}}}"
    return rf"\b(?:{_any(data['latest'])}){words} (?:was|were|came) (?:back |early |late )?(?:in|on) $"


def _to_come(data: Mapping[str, Any]) -> str:
    """What tells of the future: "will", "is expected", "when he is sentenced", "is shut until"."""
    awaited = f"(?:{_any(data['be'])}) (?:now |not )?(?:{_any(data['awaited'])})"
    they = r"(?:(?:[a-z'’]+ ){1,3}(?:is|are)|(?:he|she|it|they)['’](?:s|re))"
    then = rf"(?:{_any(data['until'])}) {they} (?:[a-z]+e[dn]|{_any(data['past'])})"
    until = "(?:until|till)(?= (?:late |early |the |mid-)*$)"
    lasts = rf"(?:{_any(data['lasts'])})(?: [a-z]+){{0,{_OBJECT_WORDS}}} (?:until|till)(?= $)"
    later = rf"(?:{_any(data['put_later'])})(?: [a-z’']+){{0,{_OBJECT_WORDS}}} {until}"
    return rf"{lasts}|{later}|{_any(data['future'])}|(?<!\bto )(?:{_any(data['present'])})|{awaited}|{then}"


def _near(data: Mapping[str, Any]) -> str:
    """The small words between "by" or "until" and a date: "by the end of"."""
    return rf"(?: (?:{_any(data['plan_between'])})){{0,3}}"


def _put_to(data: Mapping[str, Any]) -> str:
    """What a past verb puts to a day ahead: "called a strike for", "adjourned until", "told him to appear"."""
    words = rf"(?: [a-z0-9’'-]+){{0,{_OBJECT_WORDS}}}"
    where = rf"(?: [a-z0-9’'-]+){{0,{_OBJECT_WORDS + 2}}}"  # "called a general strike in Peru for"
    set_for = rf"(?:(?:{_any(data['ahead_for'])}){words}|(?:called|set|declared){where}) for $"
    until = rf"(?:{_any(data['have_until'])}|(?:{_any(data['put_off'])}){words}) (?:to|until|till) $"
    put_for = rf"(?:{_any(data['put_later'])}) for $"
    soon = rf"(?:could|can|may|might){words} as (?:early|soon) as $"
    due = rf"to (?:(?:{_any(data['appear'])})\b|[a-z]+(?: [a-z’']+){{0,{_ASIDE_WORDS}}} by{_near(data)} $)"
    starting = "(?:beginning|starting|effective) (?:on |from )?$"
    then = r"(?:(?<=\bwas )|(?<=\bwere ))(?:expected|due)(?: in court| back)? (?:on )?$"  # not "had been expected on"
    return rf"{set_for}|{until}|{put_for}|{starting}|{then}|{soon}|(?:{_any(data['bound'])}){words} {due}"


def _by_appointment(data: Mapping[str, Any]) -> str:
    """Present forms of what is done by appointment, where nothing before them makes them nouns: "the house votes"."""
    verbs = rf"(?:{_any(data['appointed'])})\b"
    one = rf"(?={verbs})" + "".join(rf"(?<!\b{word} )" for word in data["before_noun"]) + verbs
    several = rf"(?<=that |hich )(?:{_any(data['begin'])})"  # "talks that begin on"
    there = r"(?: (?:in|across) (?:[a-z’'-]+ ){0,2}[a-z’'-]+)?"  # "voters in the north elect"
    opens = rf"(?:{_any(data['opening'])}){there} (?:{_any(data['opens'])})(?! (?:higher|lower|up|down|mixed|flat)\b)"
    return rf"{one}|{several}|{opens}|[a-z]{{3,}}s (?:vote|elect)"


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", " ").replace("'", "['’]") for word in words)
