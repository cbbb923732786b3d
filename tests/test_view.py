import io
from collections.abc import Iterable
from types import SimpleNamespace

import pytest
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.text import Text
from samples import KATAIB, PENTAGON, disputed, event, mention

from kb import say
from kb.model import DateMention, Document, Edit, Edited, Event, Figure, Span
from kb.say import sense
from kb.trace import DateTrace, Explanation, Kept, Lean, MentionTrace, Untold
from kb.view import actors, dates, explain, facts, log, plain, sources
from kb.view import event as event_view
from kb.view.histogram import histogram
from kb.view.timeline import COLOURS, timeline
from kb.when import Grain, Interval, When, from_edtf

HOSTILE = "\x1b]0;owned\x07\x9b31m\r\n[bold]loud[/bold] :bomb: \u202egnp\ud800"
DOCUMENT = SimpleNamespace(
    id="a.txt",
    title="Rockets fall",
    published="2020-01-02",
    published_basis="dateline",
    publisher="Agency",
    author="",
    mentions=3,
    events=2,
    reason="is no text",
)
ACTOR = SimpleNamespace(
    name="Kataib Hizbullah",
    kind="armed group",
    aliases=("Hezbollah Brigades",),
    given=("Hezbollah Brigades",),
    events=2,
    first=from_edtf("2019-12-27"),
    last=from_edtf("2020-01-01"),
)


def drawn(parts: Iterable[RenderableType], *, colour: bool = False, width: int = 80) -> str:
    """What a terminal of this width gets."""
    out = io.StringIO()
    console = Console(
        file=out, force_terminal=colour, width=width, highlight=False, markup=False, emoji=False, _environ={}
    )
    for part in parts:
        console.print(part)
    return out.getvalue()


def shown(*events: Event, width: int = 80) -> str:
    return drawn(timeline(events, width=width), width=width)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2019-12-27", "Friday 27 December 2019"),
        ("2019-12", "December 2019"),
        ("2012", "2012"),
        ("2012~", "about 2012"),
        ("199X", "the 1990s"),
        ("19XX", "the 20th century"),
        ("2013-21", "spring 2013"),
        ("2019-24", "winter 2019-20"),
        ("-0043-03-15", "15 March 44 BCE"),
        ("XXXX-12-27", "27 December, year unknown"),
        ("XXXX-12", "December, year unknown"),
        ("2019-12-29/2019-12-31", "between 29 and 31 December 2019"),
        ("2019-12-29/2020-01-02", "between 29 December 2019 and 2 January 2020"),
        ("2019-11-29/2019-12-02", "between 29 November and 2 December 2019"),
        ("2019-12-23/2019-12-29", "week of 23-29 December 2019"),
        ("2019-10/2019-12", "between October 2019 and December 2019"),
        ("2011-06/..", "since June 2011"),
        ("../2011-06", "until June 2011"),
    ],
)
def test_date_is_said_no_finer_than_it_is_known(edtf: str, words: str) -> None:
    assert say.date_words(from_edtf(edtf)) == words


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (When(Grain.QUARTER, 2019, 4), "fourth quarter of 2019"),
        (When(Grain.HALF, 2019, 1), "first half of 2019"),
        (When(Grain.WEEKEND, 2019, 52), "weekend of 28-29 December 2019"),
        (When(Grain.WEEK, 2020, 1), "week of 30 December 2019 - 5 January 2020"),
        (When(Grain.CENTURY, 2000), "the 21st century"),
        (None, "date unknown"),
    ],
)
def test_units_that_edtf_has_no_form_for_are_said_too(when: When | None, words: str) -> None:
    assert say.date_words(when) == words


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (Figure(25, 25, 25), "25"),
        (Figure(25, 25, None), "at least 25"),
        (Figure(None, 31, 31), "up to 31"),
        (Figure(0, 31, 31), "up to 31"),
        (Figure(19, 25, 31), "19-31"),
    ],
)
def test_figure_is_said_with_its_openness(figure: Figure, words: str) -> None:
    assert say.figure_words(figure) == words


def test_toll_gives_the_range_only_when_sources_differ() -> None:
    assert say.toll(disputed(), "killed") == "at least 25 killed (19-31 by source)"
    assert say.toll(disputed(), "injured") == "12 injured"
    assert say.toll(event(), "killed") == ""


@pytest.mark.parametrize(
    ("participants", "line"),
    [
        (event().participants, "Kataib Hizbullah → United States"),
        (event().participants[:1], "Kataib Hizbullah"),
        (event().participants[1:], "→ United States"),
        ((KATAIB, PENTAGON), "Kataib Hizbullah (with Pentagon)"),
        ((PENTAGON,), "Pentagon"),
        ((), ""),
    ],
)
def test_who_does_it_to_whom(participants: tuple, line: str) -> None:  # type: ignore[type-arg]
    assert say.who(event(participants=participants)) == line


def test_visible_keeps_places_and_shows_controls() -> None:
    assert len(say.visible(HOSTILE)) == len(HOSTILE)
    assert say.visible("a\x1b[0m\tb\nc") == "a␛[0m b c"
    assert say.visible("Café 日本 – “x”") == "Café 日本 – “x”"


def test_timeline_has_a_heading_a_date() -> None:
    out = shown(event("2012"), event(), event(type="CONSULT"), event("2019-12-29/2019-12-31"), event("XXXX-12-27"))
    headings = [line.strip() for line in out.splitlines() if line[:1].strip() and line[0] not in "▁▂▃▄▅▆▇█"]
    for words in ("2012", "Friday 27 December 2019", "between 29 and 31 December 2019", "27 December, year unknown"):
        assert headings.count(words) == 1


@pytest.mark.parametrize("width", [80, 60, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    long = event(
        headline="https://example.org/" + "a" * 200 + " 日本" * 60, place="Al-Qaim " * 30, mode="withdraw-from-all"
    )
    parts = [
        *timeline([long, disputed(), event("2020-01-20"), event(basis="context", confidence=0.1)], width=width),
        *event_view.page(disputed(), {"a.txt": DOCUMENT}),
        *event_view.page(long, {}),
        actors.table([ACTOR]),
        *actors.page(ACTOR, [disputed()], width=width),
        sources.table([DOCUMENT]),
        sources.failures([DOCUMENT]),
    ]
    lines = drawn(parts, width=width).splitlines()
    assert max(cell_len(line) for line in lines) <= width


@pytest.mark.parametrize(
    ("change", "sign"),
    [
        ({"basis": "context"}, "°"),
        ({"basis": "document"}, "*"),
        ({"confidence": 0.3}, "?"),
        ({"edited": (Edited("place", "2020-01-07T00:00:00Z"),)}, "†"),
        ({"hidden": True}, "hidden: "),
        ({"certainty": "planned"}, "planned: "),
        ({"certainty": "alleged"}, "alleged: "),
    ],
)
def test_uncertainty_is_marked(change: dict[str, object], sign: str) -> None:
    assert sign in shown(event(**change))
    assert sign not in shown(event())


@pytest.mark.parametrize(
    ("type_", "colour"),
    [("ASSAULT", "red"), ("AID", "green"), ("STATEMENT", "yellow"), ("DISASTER", "magenta"), ("JUSTICE", "blue")],
)
def test_colour_means_something(type_: str, colour: str) -> None:
    assert COLOURS[sense(type_)] == colour


def test_nothing_an_article_wrote_acts_on_the_terminal() -> None:
    told = mention(HOSTILE, evidence=HOSTILE, word="loud")
    edits = tuple(Edited(field, HOSTILE, HOSTILE) for field in ("date", "merge", "split", "added", HOSTILE))
    one = event(headline=HOSTILE, place=HOSTILE, mode=HOSTILE, mentions=(told,), edited=edits, hidden=True)
    act = SimpleNamespace(edit=Edit(1, HOSTILE, "edit", HOSTILE, {"set": {"place": HOSTILE}}), applies=False)
    row = SimpleNamespace(
        **{**vars(DOCUMENT), "id": HOSTILE, "title": HOSTILE, "publisher": HOSTILE, "reason": HOSTILE}
    )
    actor = SimpleNamespace(**{**vars(ACTOR), "name": HOSTILE, "aliases": (HOSTILE,), "given": (HOSTILE,)})
    parts = [*timeline([one], width=80), *event_view.page(one, {HOSTILE: row}), actors.table([actor])]
    parts += [*actors.page(actor, [one], width=80), sources.table([row]), sources.failures([row])]
    parts += [dates.marked(HOSTILE, ()), log.table([act])]
    rows = [
        *plain.timeline([one]),
        *plain.event_page(one, {HOSTILE: row}),
        *plain.sources([row]),
        *plain.actors([actor]),
        *log.lines([act]),
    ]
    for out in (drawn(parts), *rows):
        assert not set("\x1b\x07\x9b\r\u202e\ud800") & set(out)
    assert "[bold]loud[/bold]" in shown(one)
    assert all(line.count("\n") == 1 for line in rows)


def hostile_explanation() -> Explanation:
    """An explanation of everything there is, whose text is as long and as hostile as it gets."""
    text = HOSTILE + " " + "a" * 200 + " 日本" * 60
    whole, words = Span(0, len(text)), Span(0, len(HOSTILE))
    one = (("month", HOSTILE),)
    read = DateMention(words, HOSTILE, "DATE", "XXXX-12-27", from_edtf("XXXX-12-27"), "START")
    every = tuple(Lean(kind, "", words) for kind in ("published", "narrative", "told", "event", "quarter", "tense"))
    joined = (("range", words), ("list", words))
    traces = (
        DateTrace(whole, words, "rule", "dates_words.toml", read, one, one, one, one, joined, every, True),
        DateTrace(whole, words, "rule", "dates_words.toml", None),
    )
    told = MentionTrace(mention(HOSTILE, evidence=text, word=HOSTILE), "group", "")
    left = tuple(Untold(whole, words, "group", "triggers_life.toml", why) for why in ("unreal", "undated"))
    document = Document("a", text)
    return Explanation(document, True, traces, (Kept(whole, words, "rule", "dates_never.toml"),), (told,), left)


@pytest.mark.parametrize("width", [80, 60, 120])
def test_explanation_fits_and_acts_on_no_terminal(width: int) -> None:
    found = hostile_explanation()
    out, rows = drawn(explain.page(found), width=width), list(facts.explanation(found))
    assert max(cell_len(line) for line in out.splitlines()) <= width
    for shown_ in (out, *rows):
        assert not set("\x1b\x07\x9b\r\u202e\ud800") & set(shown_)
    assert all(line.count("\n") == 1 for line in rows)
    assert "[bold]loud[/bold]" in rows[1]


def test_explanation_says_what_is_given_implied_and_leant_on() -> None:
    document = Document("a", "Rebels struck on Dec. 29.", published=When.on(2020, 1, 2), published_basis="dateline")
    span, whole = Span(17, 24), Span(0, 25)
    read = DateMention(span, "Dec. 29", "DATE", "2019-12-29", When.on(None, 12, 29).with_year(2019))
    trace = DateTrace(
        whole, span, "month day", "dates_calendar.toml", read,
        given=(("month", "12"), ("day", "29")), implied=(("year", "2019"),), leans=(Lean("published", "2020-01-02"),),
    )  # fmt: skip
    out = drawn(explain.page(Explanation(document, False, (trace,), (), (), ())))
    assert [" ".join(line.split()) for line in out.splitlines()] == [
        "published Thursday 2 January 2020 (from its dateline)",
        "",
        "Rebels struck on Dec. 29.",
        "Dec. 29",
        "rule “month day” in lexicon/dates_calendar.toml",
        "given month 12, day 29",
        "leans on the day of publication, 2020-01-02 (from its dateline)",
        "implied year 2019",
        "read as DATE 2019-12-29 · EDTF 2019-12-29",
    ]


def test_trigger_is_marked_in_its_sentence() -> None:
    told = mention(evidence="Rockets\nhit the base.", word="hit")
    (span,) = event_view.marked(told).spans
    assert event_view.marked(told).plain[span.start : span.end] == "hit"


def test_page_of_an_event_shows_who_says_what() -> None:
    out = drawn(event_view.page(disputed(), {"a.txt": DOCUMENT}))
    assert "Sources differ" in out
    assert "Rockets fall" in out
    assert "published Thursday 2 January 2020 (from its dateline)" in out
    assert "Sources differ" not in drawn(event_view.page(event(), {}))


def test_histogram_counts_by_day_and_names_what_it_leaves_out() -> None:
    days = [f"2019-12-{day}" for day in (27, 27, 29, 30, 31)]
    chart = histogram([event(one) for one in ("2012", *days, "2020-01", "XXXX-12-27")], 80)
    assert chart is not None
    bars, labels, notes = chart.plain.splitlines()
    assert bars.split() == ["██████", "▄▄▄▄▄▄", "▄▄▄▄▄▄", "▄▄▄▄▄▄"]
    assert labels.split() == "27 Dec 28 Dec 29 Dec 30 Dec 31 Dec".split()
    assert notes == (
        "2019: at most 2 events a day, 1 event earlier, 1 not dated to the day, 1 without a place on the calendar"
    )


@pytest.mark.parametrize(
    ("last", "unit"),
    [("2020-01-09", "day"), ("2022-01-09", "month"), ("2049-01-09", "year"), ("2290", "decade"), ("5000", "century")],
)
def test_histogram_takes_the_unit_that_fits(last: str, unit: str) -> None:
    chart = histogram([event(date) for date in ["2019-12-27"] * 3 + [last] * 3], 80)
    assert chart is not None
    years = "2019 and 2020: " if unit == "day" else ""
    assert chart.plain.splitlines()[2] == f"{years}at most 3 events a {unit}"


@pytest.mark.parametrize("dates_", [[], ["2019-12-27", "2019-12-28"], ["2019-12-27"] * 9, ["XXXX-12-27"] * 9])
def test_no_histogram_where_it_would_tell_nothing(dates_: list[str]) -> None:
    assert histogram([event(date) for date in dates_], 80) is None


def test_plain_line_has_twelve_cells() -> None:
    (line,) = plain.timeline([disputed()])
    assert line.rstrip("\n").split("\t") == [
        *("2019-12-29", "ASSAULT", "asserted", "The strikes on December 29 killed at least 25 fighters"),
        *("Kataib Hizbullah", "United States", "Kirkuk", "19-31", "12", "2", "explicit", "d15b0ed00000"),
    ]
    assert len(plain.TIMELINE.split(", ")) == 12


def test_actor_page_tells_whom_it_meets() -> None:
    assert actors.met_by("Kataib Hizbullah", [event(), disputed()]) == [("United States", 2)]


def test_implied_parts_of_an_interval_are_said_once() -> None:
    year = When.on(None, 12, 27).with_year(2019)
    assert plain.implied(Interval(year, year)) == ("year",)


def test_text_keeps_its_lines_and_marks_its_dates() -> None:
    found = DateMention(Span(4, 15), "December 29", "DATE", "2019-12-29", from_edtf("2019-12-29"))
    marked = dates.marked("On\n\nDecember 29", (found,))
    assert isinstance(marked, Text)
    assert marked.plain == "On\n\nDecember 29"
    assert [(span.start, span.end) for span in marked.spans] == [(4, 15)]
