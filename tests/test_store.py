"""The store: what is put in comes out, filters select what they say, and a bad file is named and left as it was."""

import os
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stories import day, dump, mention, who

from kb import curate
from kb.errors import QueryError, StoreError
from kb.model import EVENT_TYPES, Actor, Document, Extraction, Figure, Mention
from kb.settle import settle
from kb.store import UNMERGED, Filter, Store, Touched, open_store, query
from kb.store.connection import repack
from kb.store.migrations import MIGRATIONS
from kb.when import Date, Interval, When, from_edtf

ROCKETS = mention(
    "Kataib Hizbullah rockets attacked a base near Kirkuk.",
    "attacked",
    participants=(who("Kataib Hizbullah"), who("United States", "target")),
    place="Kirkuk",
    killed=Figure(1, 1, 1),
)
STRIKES = mention(
    "U.S. air strikes killed at least 25 fighters in Iraq and Syria.",
    "strikes",
    date="2019-12-29",
    mode="aerial",
    participants=(who("United States"), who("Kataib Hizbullah", "target")),
    killed=Figure(25, 25, None),
    injured=Figure(None, None, 60),
)
SIEGE = mention(
    "Angry crowds besieged the embassy in Baghdad for two days.",
    "besieged",
    type="PROTEST",
    date="2019-12-31/2020-01-01",
    participants=(who("protesters"),),
    place="U.S. Embassy in Baghdad",
)
TALKS = mention(
    "Mike Pompeo is to meet officials in December.",
    "meet",
    type="CONSULT",
    date="2019-12",
    certainty="planned",
    participants=(who("Mike Pompeo"),),
)
CAESAR = mention("Caesar was killed in Rome.", "killed", date="-0043-03-15", place="Rome")
ALARM = mention("Sirens sounded at the base.", "sounded", type="OTHER", date="XXXX-12-27")
MUSEUM = mention("The museum café was opened.", "opened", type="OTHER", date=None)

ROCKETS_AGAIN = replace(ROCKETS, evidence=f"Again: {ROCKETS.evidence}")

ALL = {"rockets": ROCKETS, "strikes": STRIKES, "siege": SIEGE, "talks": TALKS, "caesar": CAESAR}
UNPLACED = {"alarm": ALARM, "museum": MUSEUM}


def put(store: Store, document: Document, mentions: list[Mention], actors: tuple[Actor, ...] = ()) -> None:
    """Store a document as ingest does."""
    own = [replace(one, document=document.id, published=document.published) for one in mentions]
    with store.writing():
        settle(store, store.save(Extraction(document, (), (), actors, own), fingerprint="f"))


KATAIB = Actor("Kataib Hizbullah", "armed group", ("Hezbollah Brigades",))
POMPEO = Actor("Mike Pompeo", "person", ("Pompeo", "Secretary Pompeo"))
MUNICIPAL = Actor("Municipal Café", "organisation")
FIRST = Document("a.txt", "The first text.", "Rockets", day("2020-01-02"), "given", "https://a.example/1", "Gulf Wire")
FIRST = replace(FIRST, author="Anna Field")
SECOND = Document("b.txt", "The second text.", "Rockets again", None, "none", "", "Ems Post")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("store") / "kb.db", create=True) as made:
        put(made, FIRST, [*ALL.values(), *UNPLACED.values()], (KATAIB, POMPEO, MUNICIPAL))
        put(made, SECOND, [ROCKETS_AGAIN])
        yield made


def selected(store: Store, wanted: Filter) -> set[str]:
    evidence = {one.evidence: name for name, one in {**ALL, **UNPLACED}.items()}
    return {evidence[event.mentions[0].evidence] for event in store.select(wanted)}


def on(text: str) -> Date:
    return from_edtf(text)


FILTERS = [
    (Filter(), "rockets strikes siege talks caesar alarm museum"),
    (Filter(on=on("2019-12-27")), "rockets"),
    (Filter(on=on("2019-12-31")), "siege"),
    (Filter(on=on("2020-01")), "siege"),
    (Filter(on=on("2019-12")), "rockets strikes siege talks"),
    (Filter(start=on("2019-12-27"), end=on("2019-12-30")), "rockets strikes"),
    (Filter(start=on("2019-12-28")), "strikes siege"),
    (Filter(start=on("2020-01-01")), "siege"),
    (Filter(end=on("2019-12-28")), "rockets caesar"),
    (Filter(end=on("2019-12-31")), "rockets strikes siege talks caesar"),
    (Filter(on=on("-0043")), "caesar"),
    (Filter(start=on("-0044"), end=on("-0040")), "caesar"),
    (Filter(start=on("-0042"), end=on("0001")), ""),
    (Filter(on=Interval(When.on(2019, 12, 28), None)), "strikes siege"),
    (Filter(on=Interval(None, When.on(2019, 12, 28))), "rockets caesar"),
    (Filter(actor="Kataib Hizbullah"), "rockets strikes"),
    (Filter(actor="hezbollah BRIGADES"), "rockets strikes"),
    (Filter(actor="Kata'ib Hizbullah"), "rockets strikes"),
    (Filter(actor="pompeo"), "talks"),
    (Filter(actor="kataib"), "rockets strikes"),
    (Filter(actor="municipal cafe"), ""),
    (Filter(place="baghdad"), "siege"),
    (Filter(place="kirk"), "rockets"),
    (Filter(place="%"), ""),
    (Filter(type="protest"), "siege"),
    (Filter(type="ASSAULT"), "rockets strikes caesar"),
    (Filter(certainty="planned"), "talks"),
    (Filter(min_sources=2), "rockets"),
    (Filter(min_sources=3), ""),
    (Filter(source="ems post"), "rockets"),
    (Filter(source="a.example"), "rockets strikes siege talks caesar alarm museum"),
    (Filter(source="nowhere"), ""),
    (Filter(document="b.txt"), "rockets"),
    (Filter(words="rocket"), "rockets"),
    (Filter(words="CAFE"), "museum"),
    (Filter(words="angry embassy"), "siege"),
    (Filter(words='"embassy in baghdad"'), "siege"),
    (Filter(words='"baghdad embassy"'), ""),
    (Filter(words="embas*"), "siege"),
    (Filter(words="air strikes NOT fighters"), ""),
    (Filter(words="fighters", start=on("2019-12-28"), actor="united states"), "strikes"),
]


@pytest.mark.parametrize(("wanted", "names"), FILTERS, ids=[str(number) for number in range(len(FILTERS))])
def test_filters(store: Store, wanted: Filter, names: str) -> None:
    assert selected(store, wanted) == set(names.split())
    assert store.count(wanted) == len(names.split())


@pytest.mark.parametrize("first", ["words and actors", "events"])
@pytest.mark.parametrize(
    ("wanted", "names"),
    [(wanted, names) for wanted, names in FILTERS if wanted.words or wanted.actor],
    ids=lambda one: str(one)[-30:],
)
def test_a_filter_finds_the_same_whichever_is_looked_up_first(
    store: Store, wanted: Filter, names: str, first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(query, "_many", lambda db, sql, values: ("FROM events" not in sql) is (first == "events"))
    assert selected(store, wanted) == set(names.split())


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        (Filter(type="asault"), "did you mean ASSAULT"),
        (Filter(type="zzz"), "AGREE"),
        (Filter(certainty="plan"), "did you mean planned"),
        (Filter(actor="kataeb hizbulah"), "did you mean Kataib Hizbullah"),
        (Filter(actor="nobody"), "kb actors"),
        (Filter(document="c.txt"), "kb sources"),
        (Filter(on=on("XXXX-12-27")), "no year"),
        (Filter(start=on("2020"), end=on("2019")), "before it begins"),
    ],
)
def test_a_filter_that_means_nothing_says_so(store: Store, wanted: Filter, says: str) -> None:
    with pytest.raises(QueryError, match=says) as raised:
        store.select(wanted)
    assert "\n" not in str(raised.value)


HOSTILE = [
    "'",
    '"',
    "a'b",
    '"""',
    "NEAR(",
    "a AND",
    "* OR *",
    "--",
    ";DROP TABLE events;",
    "\0",
    "\ud800",
    "{x}:",
    "^a",
    "-a",
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.sampled_from(HOSTILE), st.text(max_size=20)))
@pytest.mark.parametrize("part", ["words", "place", "source", "actor", "document", "type", "certainty"])
def test_no_text_of_a_user_breaks_a_query(store: Store, part: str, text: str) -> None:
    try:
        found = store.select(Filter(**{part: text}))
    except QueryError:
        assert part in ("actor", "document", "type", "certainty")
    else:
        assert all(event.mentions for event in found)


def test_events_come_back_whole(store: Store) -> None:
    (event,) = store.select(Filter(type="ASSAULT", on=on("2019-12-29")))
    assert event.mentions == (replace(STRIKES, document="a.txt"),)
    assert (event.killed, event.injured) == (Figure(25, 25, None), Figure(None, None, 60))
    assert event.participants == (who("United States"), who("Kataib Hizbullah", "target"))
    assert (event.mode, event.basis, event.date) == ("aerial", "explicit", When.on(2019, 12, 29))


def test_a_text_is_packed_where_that_makes_it_shorter(tmp_path: Path) -> None:
    texts = {
        "long": "Rockets hit a base near Kirkuk. " * 9,
        "short": "Rain.",
        "none": "",
        "other": "ракеты\0 and نص " * 9,
    }
    with open_store(tmp_path / "kb.db", create=True) as made:
        with made.writing():
            for id, text in texts.items():
                made.save(Extraction(Document(id, text), (), (), (), ()), fingerprint=id)
        assert {id: made.text(id) for id in texts} == texts
        assert {one.id: one.text for one in made.originals()} == {id: text for id, text in texts.items() if text}
        kept = made._db.execute("SELECT id, CAST(text AS BLOB), size, typeof(text) FROM documents").fetchall()
    # sqlar_uncompress() of the shell of SQLite: what has the size that is told is not packed.
    assert {id: (zlib.decompress(some) if len(some) != size else some).decode() for id, some, size, _ in kept} == texts
    assert {id: kind for id, *_, kind in kept} == {"long": "blob", "short": "text", "none": "text", "other": "blob"}


@pytest.mark.parametrize("headline", ["", "U.S. air strikes killed", "at least 25 fighters", "Jets strike bases"])
def test_a_headline_comes_back_whether_or_not_the_sentence_has_it(tmp_path: Path, headline: str) -> None:
    with open_store(tmp_path / "kb.db", create=True) as made:
        with made.writing():
            made.save(Extraction(Document("a", ""), (), (), (), (replace(STRIKES, headline=headline),)), fingerprint="")
        assert [mention.headline for mention in made.mentions("a")] == [headline]


def test_the_headline_of_a_mention_is_kept_once(tmp_path: Path) -> None:
    shown = "SELECT t.headline, e.headline FROM timeline t JOIN events e ON e.id = t.id"
    with open_store(tmp_path / "kb.db", create=True) as made:
        put(made, FIRST, [STRIKES])
        put(made, SECOND, [replace(STRIKES, evidence=f"Again: {STRIKES.evidence}", headline="Jets strike bases")])
        ((headline, kept),) = made._db.execute(shown).fetchall()
        assert (headline, kept) == (made.select(Filter())[0].headline, "")
        curate.edit(made, made.select(Filter())[0].id, fields={"headline": "Bases were hit"})
        assert made._db.execute(shown).fetchall() == [("Bases were hit", "Bases were hit")]
        assert made.select(Filter())[0].headline == "Bases were hit"
        curate.undo(made)
        assert made._db.execute(shown).fetchall() == [(headline, "")]


def test_a_name_has_one_row_for_all_documents(tmp_path: Path) -> None:
    names = "SELECT name, documents FROM names ORDER BY name"
    with open_store(tmp_path / "kb.db", create=True) as made:
        put(made, FIRST, [ROCKETS], (KATAIB,))
        put(made, SECOND, [ROCKETS_AGAIN], (replace(KATAIB, aliases=("The Brigades",)),))
        assert made._db.execute(names).fetchall() == [("Kataib Hizbullah", 2), ("United States", 2)]
        assert made._db.execute("SELECT alias, documents FROM aliases ORDER BY alias").fetchall() == [
            ("Hezbollah Brigades", 1),
            ("The Brigades", 1),
        ]
        put(made, SECOND, [TALKS], (POMPEO,))
        assert made._db.execute(names).fetchall() == [("Kataib Hizbullah", 1), ("Mike Pompeo", 1), ("United States", 1)]
        with made.writing():
            settle(made, made.forget("a.txt"))
        assert made._db.execute(names).fetchall() == [("Mike Pompeo", 1)]
        dump(made)


def test_names_of_a_removed_document_wait_for_its_return(tmp_path: Path) -> None:
    with open_store(tmp_path / "kb.db", create=True) as made:
        put(made, FIRST, [ROCKETS], (KATAIB,))
        put(made, SECOND, [TALKS], (POMPEO,))
        before = dump(made)
        curate.remove(made, ["a.txt"])
        assert [row.name for row in made.actors(Filter())] == ["Mike Pompeo"]
        with pytest.raises(QueryError, match="no actor"):
            made.actor("Hezbollah Brigades")
        put(made, replace(SECOND, text="Changed."), [TALKS], (POMPEO,))
        curate.rebuild(made)
        curate.undo(made)
        assert made.actor("Hezbollah Brigades").events == 1
        put(made, SECOND, [TALKS], (POMPEO,))
        after = dump(made)
        assert after == {**before, "edits": after["edits"]}


def test_a_hook_that_leads_astray_is_not_followed(tmp_path: Path) -> None:
    found = []
    for astray in (False, True):
        with open_store(tmp_path / f"{astray}.db", create=True) as made:
            put(made, FIRST, [ROCKETS, STRIKES, SIEGE], (KATAIB,))
            if astray:
                sql = "INSERT OR IGNORE INTO hooks SELECT h.hook, m.key FROM hooks h, mentions m"
                made._db.conn.execute(sql)
            put(made, SECOND, [ROCKETS_AGAIN, TALKS], (POMPEO,))
            found.append(dump(made))
            made.tidy(2)
            assert dump(made) == found[-1]
    assert found[0] == found[1]


def test_hooks_of_what_is_gone_are_swept(tmp_path: Path) -> None:
    hooks = "SELECT count(*), count(m.key) FROM hooks LEFT JOIN mentions m ON m.key = mention"
    with open_store(tmp_path / "kb.db", create=True) as made:
        put(made, FIRST, [ROCKETS, STRIKES])
        put(made, SECOND, [TALKS])
        with made.writing():
            settle(made, made.forget("a.txt"))
        every, leading = made._db.execute(hooks).fetchone()
        assert every > leading
        made.tidy(1)
        assert made._db.execute(hooks).fetchone() == (leading, leading)


def test_a_store_that_grew_is_written_anew_without_room_between(tmp_path: Path) -> None:
    path = tmp_path / "kb.db"
    texts = [Document(f"{number}.txt", f"{number} rockets hit a base near Kirkuk. " * 60) for number in range(60)]
    with open_store(path, create=True) as made:
        for text in texts:
            put(made, text, [replace(ROCKETS, evidence=f"{text.id}: {ROCKETS.evidence}")], (KATAIB,))
        before, kept = made._db.execute("PRAGMA page_count").fetchone()[0], dump(made)
        made.tidy(1)  # one of sixty is not worth it
        assert made._db.execute("PRAGMA page_count").fetchone()[0] == before
        made.tidy(60)
        after = made._db.execute("PRAGMA page_count").fetchone()[0]
        assert after < before
        assert dump(made) == kept
    with open_store(path) as made, open_store(path) as other, other.writing():
        made._db.execute("PRAGMA busy_timeout = 50")
        with pytest.raises(StoreError, match="another process"):
            made.tidy(60)


def test_repacking_waits_for_nobody_for_ever(tmp_path: Path) -> None:
    path = tmp_path / "kb.db"
    with open_store(path, create=True) as made, open_store(path) as other:
        put(made, FIRST, [ROCKETS])
        kept = dump(made)
        made._db.execute("PRAGMA busy_timeout = 50")
        with other.writing():
            repack(made._db)
        assert dump(made) == kept


def test_events_are_in_order_of_time(store: Store) -> None:
    dates = [event.date.edtf if event.date else None for event in store.select(Filter())]
    assert dates == ["-0043-03-15", "2019-12", "2019-12-27", "2019-12-29", "2019-12-31/2020-01-01", None, "XXXX-12-27"]


@pytest.mark.parametrize("start", range(9))
def test_windows_of_a_timeline_are_cut_from_the_whole(store: Store, start: int) -> None:
    whole = store.select(Filter())
    assert store.select(Filter(), slice(start, start + 2)) == whole[start : start + 2]
    assert store.select(Filter(), slice(start, None)) == whole[start:]


def test_days_and_roles_are_those_of_the_events(store: Store) -> None:
    told = [event.date.bounds if event.date and event.date.anchored else None for event in store.select(Filter())]
    assert sorted(store.days(Filter()), key=str) == sorted(told, key=str)
    assert store.roles(Filter(actor="united states")) == {"source": 1, "target": 1}


def test_documents_by_their_ids(store: Store) -> None:
    rows = {row.id: row for row in store.documents()}
    some = next(iter(rows))
    assert store.titles([some, "nowhere"]) == {some: rows[some]}


def test_what_is_opened_for_reading_cannot_be_written(store: Store) -> None:
    with open_store(store.path, read_only=True) as reading:
        assert reading.count() == store.count()
        with pytest.raises(StoreError, match="read-only"), reading.writing():
            reading.log("hide", "x", {})


def test_the_time_of_day_is_kept(tmp_path: Path) -> None:
    with open_store(tmp_path / "kb.db", create=True) as made:
        put(made, FIRST, [replace(ROCKETS, date=replace(day("2019-12-27"), clock="19:20"))])
        (event,) = made.select(Filter())
    assert isinstance(event.date, When)
    assert (event.date.clock, event.date.edtf) == ("19:20", "2019-12-27")


def test_one_event_by_its_id_or_the_beginning_of_it(store: Store) -> None:
    (event,) = store.select(Filter(type="PROTEST"))
    assert store.event(event.id) == store.event(event.id[:8].upper()) == event
    for wrong in ("", "zzzz", "'", "\ud800", event.id + "0"):
        with pytest.raises(QueryError, match=r"no event"):
            store.event(wrong)


def test_an_id_leads_to_its_event_when_an_earlier_article_founds_it(tmp_path: Path) -> None:
    with open_store(tmp_path / "kb.db", create=True) as made:
        put(made, FIRST, [ROCKETS])
        (before,) = made.select(Filter())
        put(made, replace(SECOND, published=day("2019-12-28")), [ROCKETS])
        (after,) = made.select(Filter())
        assert before.id != after.id
        assert made.event(before.id) == after


def test_actors(store: Store) -> None:
    rows = {row.name: row for row in store.actors(Filter())}
    group = rows["Kataib Hizbullah"]
    assert (group.kind, group.aliases, group.events) == ("armed group", ("Hezbollah Brigades",), 2)
    assert (str(group.first), str(group.last)) == ("2019-12-27", "2019-12-29")
    assert "Municipal Café" not in rows
    assert [row.name for row in store.actors(Filter(type="PROTEST"))] == ["protesters"]
    assert [row.events for row in store.actors(Filter())] == sorted((row.events for row in rows.values()), reverse=True)


def test_a_window_of_actors_is_that_part_of_the_list(tmp_path: Path) -> None:
    idle = [Actor(f"Idle {name}", "organisation", ("Nobody",)) for name in ("Bank", "Café", "Club")]
    with open_store(tmp_path / "kb.db", create=True) as made:
        put(made, FIRST, list(ALL.values()), (KATAIB, POMPEO, *idle))
        curate.hide(made, [made.select(Filter(words="Pompeo"))[0].id])
        for wanted in (Filter(), Filter(hidden=True), Filter(on=on("2019"))):
            every = made.actors(wanted)
            for start in range(len(every) + 2):
                for stop in (start, start + 1, start + 3, None):
                    assert made.actors(wanted, slice(start, stop)) == every[start:stop]
        assert made.count_actors() == len(made.actors(Filter()))
        assert [row.events for row in made.actors(Filter())] == [2, 2, 1, 0, 0, 0]
        assert {row.name for row in made.actors(Filter(hidden=True))} - {row.name for row in made.actors(Filter())} == {
            "Mike Pompeo"
        }


def test_what_is_kept_of_an_actor_is_what_its_events_say(tmp_path: Path) -> None:
    everything = Filter(start=on("-2000"), end=on("3000"))
    people = (who("Mike Pompeo"),)
    told = {
        "a.txt": [("2019-12", "one"), ("2019-12-01", "two"), ("XXXX-05-04", "three")],
        "b.txt": [("2019-12-31", "four"), ("2019-11/2020-01", "five"), (None, "six")],
        "c.txt": [("2020-01", "seven"), ("2020-01-31", "eight")],
    }
    with open_store(tmp_path / "kb.db", create=True) as made:
        types = iter(EVENT_TYPES)  # one each, so that none is merged with another
        for id, facts in told.items():
            said = [
                mention(f"It is {word}.", word, date=date, participants=people, type=next(types))
                for date, word in facts
            ]
            put(made, Document(id, "", published=day("2020-02-01")), said, (POMPEO,))
            dump(made)
        row = made.actor("pompeo")
        assert (row.events, str(row.first), str(row.last)) == (8, "2019-11/2020-01", "2020-01-31")
        (dated,) = made.actors(everything)
        assert (dated.events, dated.first, dated.last) == (6, row.first, row.last)
        for id in ("c.txt", "b.txt"):
            curate.remove(made, [id])
            dump(made)
        row = made.actor("pompeo")
        assert (row.events, str(row.first), str(row.last)) == (3, "2019-12-01", "2019-12")


def test_one_actor(store: Store) -> None:
    assert store.actor("secretary pompeo").name == "Mike Pompeo"
    unseen = store.actor("Municipal Cafe")
    assert (unseen.events, unseen.first) == (0, None)


def test_an_ambiguous_name_is_refused_and_a_bare_last_name_goes_to_its_only_bearer(tmp_path: Path) -> None:
    told = [
        replace(TALKS, participants=(who(name),), evidence=f"{name} meet.") for name in ("Mike Pompeo", "Mark Esper")
    ]
    with open_store(tmp_path / "kb.db", create=True) as made:
        put(made, FIRST, told, (POMPEO, Actor("Mark Esper", "person", ("Secretary",))))
        put(made, SECOND, [replace(TALKS, participants=(who("Pompeo"),), date=from_edtf("2019-11"))])
        assert len(made.select(Filter(actor="pompeo"))) == 2
        assert made.actor("pompeo").name == "Mike Pompeo"
        put(made, Document("c.txt", ""), [], (Actor("Ann Esper", "person"),))
        with pytest.raises(QueryError, match="Ann Esper, Mark Esper"):
            made.actor("esper")


def test_documents(store: Store) -> None:
    first, second = store.documents()
    assert (first.id, first.title, first.published, first.published_basis) == (
        "a.txt",
        "Rockets",
        "2020-01-02",
        "given",
    )
    assert (first.publisher, first.author, first.url) == ("Gulf Wire", "Anna Field", "https://a.example/1")
    assert (first.mentions, first.events) == (7, 7)
    assert (second.published, second.mentions, second.events, second.status) == ("", 1, 1, "read")
    assert store.documents(failed=True) == []
    assert store.text("b.txt") == "The second text."
    with pytest.raises(QueryError, match="no document"):
        store.text("c.txt")


def test_a_failed_document_is_kept_with_its_reason_until_it_is_read(tmp_path: Path) -> None:
    with open_store(tmp_path / "kb.db", create=True) as made:
        for reason in ("no such file", "is empty"):
            with made.writing():
                made.fail("a.txt", reason)
        (row,) = made.documents(failed=True)
        assert (row.status, row.reason) == ("failed", "is empty")
        put(made, FIRST, [ROCKETS])
        with made.writing():
            made.fail("a.txt", "gone")
        assert made.documents(failed=True) == []
        assert len(made.select(Filter())) == 1


def test_the_latest_day_is_of_what_happened(store: Store, tmp_path: Path) -> None:
    assert store.last_date() == When.on(2019, 12, 29)
    with open_store(tmp_path / "kb.db", create=True) as made:
        assert made.last_date() is None
        put(made, FIRST, [ROCKETS, replace(TALKS, date=day("2050-01-01"))])
        assert made.last_date() == When.on(2019, 12, 27)


def test_edits_stay_when_a_document_changes(tmp_path: Path) -> None:
    with open_store(tmp_path / "kb.db", create=True) as made:
        put(made, FIRST, [ROCKETS])
        made._db["edits"].insert({"made": "2020-01-03T00:00:00Z", "act": "hide", "target": "x", "change": "{}"})
        before = dump(made)["edits"]
        put(made, FIRST, [STRIKES])
        assert dump(made)["edits"] == before
        assert len(made.select(Filter())) == 1


def test_people_can_read_it_with_any_tool(store: Store) -> None:
    db = sqlite3.connect(store.path)
    timeline = db.execute(
        "SELECT date, headline, source, target, killed, sources FROM timeline WHERE date = '2019-12-27'"
    )
    assert timeline.fetchall() == [("2019-12-27", ROCKETS.headline, "Kataib Hizbullah", "United States", 1, 2)]
    said = db.execute(
        "SELECT document, published, evidence, trigger, killed_best FROM evidence WHERE date = '2019-12-27'"
    )
    assert said.fetchall() == [
        ("a.txt", "2020-01-02", ROCKETS.evidence, "attacked", 1),
        ("b.txt", None, ROCKETS_AGAIN.evidence, "attacked", 1),
    ]
    (plan,) = db.execute(
        "EXPLAIN QUERY PLAN SELECT * FROM events WHERE date_min >= '2019-12-27' AND date_min <= '2020'"
    )
    assert "events_date_min" in plan[-1]
    db.close()


def test_a_date_range_is_an_index_scan(store: Store) -> None:
    from kb.store.query import conditions

    found = conditions(store._db, Filter(start=on("2019-12-27"), end=on("2019-12-30")))
    plan = store._db.execute(f"EXPLAIN QUERY PLAN SELECT * FROM events e WHERE {found.sql}", found.values).fetchall()
    text = " ".join(row[-1] for row in plan)
    assert "events_days" in text
    assert "events_extent" in text
    assert "SCAN" not in text


def bytes_of(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def foreign(path: Path) -> None:
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE cats (name TEXT)")
    db.close()


def newer(path: Path) -> None:
    with open_store(path, create=True) as made:
        record = {"migration_set": MIGRATIONS.name, "name": "m999_future", "applied_at": "2099-01-01"}
        made._db["_sqlite_migrations"].insert(record)


BAD = {
    "text": (
        lambda path: path.write_text("Not a database, but long enough to look like a file. " * 40),
        "no store of kb",
    ),
    "another database": (foreign, "no store of kb"),
    "a newer store": (newer, "newer kb .m999_future"),
    "a folder": (lambda path: path.mkdir(), "is a folder"),
}


@pytest.mark.parametrize("create", [False, True])
@pytest.mark.parametrize(("make", "says"), BAD.values(), ids=BAD)
def test_a_file_that_is_no_store_of_this_release_is_left_as_it_was(
    tmp_path: Path, make: object, says: str, create: bool
) -> None:
    path = tmp_path / "kb.db"
    make(path)  # type: ignore[operator]
    before = bytes_of(path)
    with pytest.raises(StoreError, match=says) as raised:
        open_store(path, create=create)
    assert bytes_of(path) == before
    assert str(path) in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_missing_store_is_not_made_by_looking(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="kb add"):
        open_store(tmp_path / "kb.db")
    with pytest.raises(StoreError, match="no folder"):
        open_store(tmp_path / "none" / "kb.db", create=True)
    (tmp_path / "empty.db").touch()
    with pytest.raises(StoreError, match="no store of kb"):
        open_store(tmp_path / "empty.db")
    open_store(tmp_path / "empty.db", create=True).close()
    assert not (tmp_path / "kb.db").exists()


def test_a_locked_store_says_so_and_can_still_be_read(tmp_path: Path) -> None:
    path = tmp_path / "kb #1?.db"
    with open_store(path, create=True) as made, open_store(path, wait=0.05) as other:
        put(made, FIRST, [ROCKETS])
        with made.writing():
            made.fail("x", "y")
            with pytest.raises(StoreError, match="another process"), other.writing():
                pass
            assert len(other.select(Filter())) == 1
            assert other.documents(failed=True) == []


def _write_half(store: Store) -> None:
    with store.writing():
        store.save(Extraction(SECOND), fingerprint="f")
        raise KeyboardInterrupt


def test_what_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    with open_store(tmp_path / "kb.db", create=True) as made:
        put(made, FIRST, [ROCKETS])
        before = dump(made)
        with pytest.raises(KeyboardInterrupt):
            _write_half(made)
        assert dump(made) == before


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="who is root may write everything")
def test_a_read_only_store_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "kb.db"
    with open_store(path, create=True) as made:
        put(made, FIRST, [ROCKETS])
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        with open_store(path) as made:
            assert len(made.select(Filter())) == 1
            with pytest.raises(StoreError, match="read-only"), made.writing():
                made.fail("x", "y")
    finally:
        tmp_path.chmod(0o755)


OLD = Path(__file__).parent / "old_stores"


@pytest.mark.parametrize("path", sorted(OLD.glob("*.sqlite")), ids=lambda path: path.stem)
def test_a_store_of_every_release_opens(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    with open_store(copy) as made:
        assert {event.type for event in made.select(Filter())} == {"ASSAULT", "PROTEST", "CONSULT"}
        assert made.actor("hezbollah brigades").events == 2
        curate.rebuild(made)
        before = made.select(Filter())
        assert len(before) == 4
        curate.merge(made, [event.id for event in before])
        assert len(made.select(Filter())) == 1
        curate.undo(made)
        assert made.select(Filter()) == before
        dump(made)
        before = [(event.id, event.mentions) for event in made.select(Filter())]
        with made.writing():
            settle(made, Touched())
        assert [(event.id, event.mentions) for event in made.select(Filter())] == before
        assert {name for name, _ in made.meeting(["in a.txt"], apart_from=set())} != {UNMERGED}
