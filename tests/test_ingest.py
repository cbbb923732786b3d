"""From sources to a store, and from a document to its record."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from zipfile import ZipFile

import pytest
from stories import KINDS, dump, read_facts, story, write_lines

from kb import batch, ingest
from kb.batch import extract_lines, record
from kb.ingest import Report, add
from kb.model import Actor, DateMention, Document, Extraction, Span
from kb.read import Failure, weigh
from kb.store import Filter, Store, open_store
from kb.when import Date, Interval, When

ROCKETS = {
    "says": "Rockets attacked the base near Kirkuk.",
    "word": "attacked",
    "date": "2019-12-27",
    "who": [["Kataib Hizbullah", "source"]],
    "aliases": {"Kataib Hizbullah": ["Hezbollah Brigades"]},
    "place": "Kirkuk",
    "killed": [1, 1, 1],
}
AGAIN = {
    **ROCKETS,
    "says": "Kirkuk rockets attacked a base.",
    "who": [["Kata'ib Hezbollah", "source"]],
    "aliases": {"Kata'ib Hezbollah": ["Hezbollah Brigades"]},
}
BARE = {"says": "A convoy was ambushed.", "word": "ambushed", "date": None}


@pytest.fixture(autouse=True)
def _reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "extract", read_facts)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles").mkdir()
    return tmp_path


def outcomes(store: Store, *sources: str, published: Date | None = None, jobs: int = 1) -> list[tuple[str, str]]:
    return [(report.document, report.outcome) for report in add(store, sources, published=published, jobs=jobs)]


def lines(folder: Path, *documents: dict[str, object]) -> str:
    return write_lines(folder / "articles.jsonl", documents)


def test_added_unchanged_changed_failed(folder: Path) -> None:
    with open_store(folder / "kb.db", create=True) as store:
        source = lines(folder, story("a", [ROCKETS], published="2020-01-02"), story("b", []))
        assert list(add(store, [source, "nothing.txt"])) == [
            Report("a", "added", 1, "", "2020-01-02", "metadata"),
            Report("b", "added", 0, "", "", "none"),
            Report("nothing.txt", "failed", 0, "no such file or folder; check the path"),
        ]
        before = dump(store)
        assert outcomes(store, source) == [("a", "unchanged"), ("b", "unchanged")]
        assert dump(store) == before
        source = lines(folder, story("a", [BARE], published="2020-01-02"), story("b", []))
        assert outcomes(store, source) == [("a", "changed"), ("b", "unchanged")]
        assert [event.headline for event in store.select(Filter())] == [BARE["says"]]
        assert [row.id for row in store.documents(failed=True)] == ["nothing.txt"]


def test_two_documents_one_event_and_one_actor(folder: Path) -> None:
    with open_store(folder / "kb.db", create=True) as store:
        list(add(store, [lines(folder, story("a", [ROCKETS]))]))
        list(add(store, [lines(folder, story("b", [AGAIN]))]))
        (event,) = store.select(Filter())
        assert event.documents == ("a", "b")
        assert len(event.participants) == 1
        assert set(store.actor("Kataib Hizbullah").aliases) == {"Hezbollah Brigades", "Kataib Hizbullah"}
        list(add(store, [lines(folder, story("b", [{**AGAIN, "aliases": {}}]))]))
        assert store.actor("Kata'ib Hezbollah").name == "Kata'ib Hezbollah"


def test_nothing_is_extracted_twice(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(folder / "kb.db", create=True) as store:
        source = lines(folder, story("a", [ROCKETS]))
        list(add(store, [source]))
        monkeypatch.setattr(batch, "extract", None)
        assert outcomes(store, source, source) == [("a", "unchanged")] * 2


def test_versions_of_one_document_in_one_batch_leave_the_last(folder: Path) -> None:
    with open_store(folder / "kb.db", create=True) as store:
        first, second = story("a", [ROCKETS]), story("a", [BARE])
        assert outcomes(store, lines(folder, first, first)) == [("a", "added"), ("a", "unchanged")]
        assert outcomes(store, lines(folder, second, first)) == [("a", "changed"), ("a", "changed")]
        assert [event.headline for event in store.select(Filter())] == [ROCKETS["says"]]


def test_paths_are_those_from_the_folder_of_the_store(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "extract", Extraction)
    (folder / "articles" / "a.txt").write_text("Rockets attacked the base.", encoding="utf-8")
    (folder / "stores").mkdir()
    with open_store(Path("stores/kb.db"), create=True) as store:
        assert outcomes(store, "articles") == [("../articles/a.txt", "added")]
        assert outcomes(store, str(folder / "articles" / "a.txt")) == [("../articles/a.txt", "unchanged")]
    monkeypatch.chdir(folder / "articles")
    with open_store(Path("../stores/kb.db")) as store:
        assert outcomes(store, ".", "a.txt", "./a.txt") == [("../articles/a.txt", "unchanged")] * 3
        assert outcomes(store, "none.txt") == [("../articles/none.txt", "failed")]


def test_a_place_in_an_archive_begins_at_the_folder_of_the_store(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "extract", Extraction)
    with ZipFile(folder / "articles" / "a.zip", "w") as archive:
        archive.writestr("b.txt", "Rockets attacked the base.")
        archive.writestr("c.jsonl", '{"text": "Rockets attacked the base."}')
    names = ["a.zip!/b.txt", "a.zip!/c.jsonl:1"]
    with open_store(folder / "articles" / "kb.db", create=True) as store:
        assert outcomes(store, "articles") == [(name, "added") for name in names]
        monkeypatch.chdir(folder / "articles")
        assert outcomes(store, "a.zip") == [(name, "unchanged") for name in names]


def test_a_glob_picks_the_files_of_folders(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "extract", Extraction)
    for name in ("a.txt", "b.md"):
        (folder / "articles" / name).write_text("Rockets attacked the base.", encoding="utf-8")
    with open_store(folder / "kb.db", create=True) as store:
        picked = [(one.document, one.outcome) for one in ingest.add(store, ["articles"], glob="*.md")]
        assert picked == [("articles/b.md", "added")]


def test_ids_of_json_lines_stay_as_they_are(folder: Path) -> None:
    (folder / "articles" / "a.txt").write_text("Rockets attacked the base.", encoding="utf-8")
    source = write_lines(folder / "articles" / "b.jsonl", [story("a.txt", [BARE]), {"text": "[]"}])
    with open_store(folder / "articles" / "kb.db", create=True) as store:
        assert outcomes(store, source) == [("a.txt", "added"), ("b.jsonl:2", "added")]
        assert outcomes(store, "articles/b.jsonl") == [("a.txt", "unchanged"), ("b.jsonl:2", "unchanged")]


def test_a_given_date_wins_and_stays(folder: Path) -> None:
    with open_store(folder / "kb.db", create=True) as store:
        source = lines(folder, story("a", [ROCKETS], published="2020-01-02"))
        given = When.on(2020, 1, 5)
        (report,) = add(store, [source], published=given)
        assert (report.published, report.published_basis) == ("2020-01-05", "given")
        assert outcomes(store, source) == [("a", "unchanged")]
        assert outcomes(store, source, published=given) == [("a", "unchanged")]
        assert outcomes(store, source, published=Interval(When.on(2020, 1, 6), When.on(2020, 1, 7))) == [
            ("a", "changed")
        ]
        (event,) = store.select(Filter())
        assert event.mentions[0].published == When.on(2020, 1, 6)


def test_a_document_that_breaks_the_engine_is_named_and_the_rest_goes_on(folder: Path) -> None:
    with open_store(folder / "kb.db", create=True) as store:
        source = lines(folder, story("a", [ROCKETS]), {"id": "b", "text": "{"}, story("c", [BARE]))
        assert outcomes(store, source) == [("a", "added"), ("b", "failed"), ("c", "added")]
        (row,) = store.documents(failed=True)
        assert "JSONDecodeError" in row.reason


def test_processes_give_what_one_process_gives(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.chdir(folder)
    monkeypatch.setattr(batch, "_ALONE", 100)
    texts = [f"Rockets hit the base near Kirkuk on December {day}, 2019, killing {day} people." for day in range(1, 28)]
    source = lines(folder, *({"id": f"d{number}", "text": text} for number, text in enumerate(texts)))
    with open_store(folder / "one.db", create=True) as one, open_store(folder / "two.db", create=True) as two:
        assert list(add(one, [source])) == list(add(two, [source], jobs=2))
        assert dump(one) == dump(two)
    documents = [Document(str(number), text) for number, text in enumerate(texts)]
    assert list(extract_lines(documents)) == list(extract_lines(documents, jobs=2))


def test_the_index_of_words_is_one_piece_after_much_was_added(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def pieces(store: Store) -> int:
        return int(store._db.execute("SELECT count(DISTINCT segid) FROM mentions_fts_idx").fetchone()[0])

    monkeypatch.setattr(ingest, "_BATCH_DOCUMENTS", 1)
    with open_store(folder / "kb.db", create=True) as store:
        list(add(store, [lines(folder, *(story(f"d{number}", [ROCKETS]) for number in range(20)))]))
        assert pieces(store) == 1
        list(add(store, [lines(folder, story("one more", [BARE]))]))  # not worth writing all of it anew
        assert pieces(store) == 2


def test_few_articles_start_no_processes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb.pool.in_processes", None)
    with open_store(folder / "kb.db", create=True) as store:
        assert outcomes(store, lines(folder, story("a", [ROCKETS]), story("b", [BARE])), jobs=8) == [
            ("a", "added"),
            ("b", "added"),
        ]


def test_too_long_an_article_is_named_and_the_rest_goes_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "MOST_CHARACTERS", 400)
    with open_store(folder / "kb.db", create=True) as store:
        source = lines(folder, story("a", [ROCKETS] * 9), story("b", [BARE]))
        first, second = add(store, [source])
        assert (first.outcome, second.outcome) == ("failed", "added")
        assert first.reason.endswith("characters, and one article at most 400; split it")
        assert [row.reason for row in store.documents(failed=True)] == [first.reason]


def test_what_of_the_files_is_read_is_told(folder: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (folder / "articles" / name).write_text("[]" + " " * 1000, encoding="utf-8")
    source = lines(folder, story("a", [ROCKETS]), story("b", [BARE]))
    seen: list[int] = []
    with open_store(folder / "kb.db", create=True) as store:
        list(add(store, [source, "articles", "none.txt"], seen=seen.append))
    assert sum(seen) == weigh(source) + weigh("articles") > 2000
    assert weigh("-") == weigh("none.txt") == weigh("a\0b") == 0


def test_reports_come_once_the_documents_are_stored(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest, "_BATCH_DOCUMENTS", 2)
    source = lines(folder, *(story(str(number), [ROCKETS]) for number in range(5)))
    with open_store(folder / "kb.db", create=True) as store, open_store(folder / "kb.db") as other:
        for done, _ in enumerate(add(store, [source]), 1):
            assert len(other.documents()) >= done
        reports = add(store, [lines(folder, *(story(f"n{number}", []) for number in range(5)))])
        next(reports)
        reports.close()
        assert len(other.documents()) == 7
        dump(store)


def test_where_writing_takes_long_more_is_read_before_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now, sizes = 0.0, []

    def read(document: Document) -> Extraction:
        nonlocal now
        now += 0.1
        return read_facts(document)

    def slow(store: Store, batch: list[object]) -> list[Report]:
        nonlocal now
        now += 2.5
        sizes.append(len(batch))
        return []

    monkeypatch.setattr(batch, "extract", read)
    monkeypatch.setattr(ingest.time, "monotonic", lambda: now)
    monkeypatch.setattr(ingest, "_write", slow)
    with open_store(folder / "kb.db", create=True) as store:
        list(add(store, [lines(folder, *(story(str(number), []) for number in range(100)))]))
    assert 10 <= sizes[0] <= 12
    assert all(25 <= size <= 27 for size in sizes[1:-1])
    assert sum(sizes) == 100


def test_the_record_of_a_document() -> None:
    facts = [
        {**ROCKETS, "confidence": 0.8},
        {**ROCKETS, "says": "The rockets attacked a base in Kirkuk.", "killed": None},
        BARE,
    ]
    text = json.dumps(facts)
    found = read_facts(Document("a", text, published=When.on(2020, 1, 2), published_basis="given"))
    start = text.index("2019-12-27")
    date = DateMention(
        Span(start, start + 10), "2019-12-27", "DATE", "2019-12-27", When.on(2019, 12, 27), rule="iso day"
    )
    age = DateMention(Span(0, 1), "a year", "DURATION", "P1Y")
    actors = (Actor("Kataib Hizbullah", "armed group", ("Hezbollah Brigades",), (Span(3, 9),)),)
    made = record(Extraction(found.document, (), (date, age), actors, found.mentions))
    assert json.loads(json.dumps(made)) == made
    assert {key: made[key] for key in ("id", "published", "published_basis")} == {
        "id": "a",
        "published": "2020-01-02",
        "published_basis": "given",
    }
    assert made["dates"][0] == {
        "start": start,
        "end": start + 10,
        "text": "2019-12-27",
        "type": "DATE",
        "value": "2019-12-27",
        "edtf": "2019-12-27",
        "rule": "iso day",
    }
    assert made["dates"][1]["edtf"] is None
    assert made["actors"] == [
        {
            "name": "Kataib Hizbullah",
            "kind": "armed group",
            "aliases": ["Hezbollah Brigades"],
            "mentions": [{"start": 3, "end": 9}],
        }
    ]
    told, undated = made["events"]
    assert [text[m["trigger"]["start"] : m["trigger"]["end"]] for m in told["mentions"]] == ["attacked", "attacked"]
    assert [m["trigger"]["text"] for m in told["mentions"]] == ["attacked", "attacked"]
    sentence = told["mentions"][1]["sentence"]
    assert text[sentence["start"] : sentence["end"]] == "The rockets attacked a base in Kirkuk."
    told.pop("mentions")
    assert told == {
        "date": "2019-12-27",
        "basis": "explicit",
        "type": "ASSAULT",
        "mode": "",
        "certainty": "asserted",
        "headline": ROCKETS["says"],
        "confidence": 0.8,
        "actors": [{"name": "Kataib Hizbullah", "role": "source"}],
        "place": "Kirkuk",
        "killed": 1,
        "injured": None,
    }
    assert (undated["date"], undated["place"]) == (None, None)


def test_records_come_in_order_with_what_failed() -> None:
    failure = Failure("x.txt", "is empty")
    good, bad = Document("a", "[]"), Document("b", "{")
    first, second, third = extract_lines([good, failure, bad])
    assert isinstance(first, str)
    assert second == failure
    assert isinstance(third, Failure)
    assert third.source == "b"


KILLED = """
import sys
from kb import batch, ingest
from kb.store import open_store
from pathlib import Path
from stories import read_facts
batch.extract = read_facts
ingest._BATCH_DOCUMENTS = 3
with open_store(Path("kb.db"), create=True) as store:
    for report in ingest.add(store, ["articles.jsonl"]):
        print(report.document, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
def test_killed_at_any_time_it_is_sound_and_can_be_finished(folder: Path) -> None:
    names = sorted(KINDS)
    facts = [{**ROCKETS, "who": [[names[number % len(names)], "source"]]} for number in range(300)]
    source = lines(folder, *(story(f"d{number}", [fact]) for number, fact in enumerate(facts)))
    roots = os.pathsep.join([str(Path(ingest.__file__).parents[1]), str(Path(__file__).parent)])
    for after in (1, 40, 90):
        done = subprocess.Popen(
            [sys.executable, "-c", KILLED], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": roots}
        )
        assert done.stdout
        told = [done.stdout.readline().strip() for _ in range(after)]
        time.sleep(after / 5000)
        done.send_signal(signal.SIGKILL)
        told += done.communicate()[0].split()
        with open_store(folder / "kb.db") as store:
            dump(store)
            assert set(told) <= {row.id for row in store.documents()}
    with open_store(folder / "kb.db") as store, open_store(folder / "fresh.db", create=True) as fresh:
        list(add(store, [source]))
        list(add(fresh, [source]))
        assert dump(store) == dump(fresh)
