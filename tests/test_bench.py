"""The texts and the report of `make bench`, which itself takes half an hour."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kb.extract import extract
from kb.model import Document
from kb.read import read_source

BENCH = Path(__file__).parent / "bench"


@pytest.fixture(autouse=True)
def bench(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    before = set(sys.modules)
    monkeypatch.syspath_prepend(str(BENCH))
    yield
    for name in set(sys.modules) - before:
        if (BENCH / f"{name}.py").exists():
            del sys.modules[name]


def test_the_articles_of_a_bench_are_many_and_always_the_same() -> None:
    import texts

    found = list(texts.documents(40))
    assert found == list(texts.documents(40))
    assert len({one.id for one in found}) == len({one.text for one in found}) == 40
    assert not any(one.id.startswith("/") for one in found)
    first, again = found[0], found[len(texts._articles())]
    assert again.published != first.published
    assert len(extract(again).mentions) >= 0.8 * len(extract(first).mentions) > 0
    people = [{one.name for one in extract(article).actors if one.kind == "person"} for article in (first, again)]
    assert people[0] != people[1]


def test_other_articles_can_be_taken(tmp_path: Path) -> None:
    import texts

    path = tmp_path / "texts.jsonl"
    assert texts.write(path, iter([Document("a", "Rockets hit Kirkuk on 3 May 2019."), Document("b", "Rain.")])) == (
        2,
        38,
    )
    texts.use(path)
    assert [one.text for one in texts.documents(2)] == ["Rockets hit Kirkuk on 3 May 2019.", "Rain."]
    assert sum(len(one.text) for one in texts.enough(1000)) == pytest.approx(1000, abs=40)
    assert texts.what().startswith("2 articles of 38 characters")


def test_commands_side_by_side_take_as_long_as_the_longest(tmp_path: Path) -> None:
    import subprocess

    import reading
    from figure import side_by_side

    naps = [[sys.executable, "-c", f"import time; time.sleep({seconds})"] for seconds in (0.1, 0.6)]
    assert side_by_side(naps, rounds=1) >= 0.6
    with pytest.raises(subprocess.CalledProcessError):
        side_by_side([naps[0], [sys.executable, "-c", "raise SystemExit(3)"]], rounds=1)
    lines = tmp_path / "texts.jsonl"
    lines.write_text("a\nb\nc\n", encoding="utf-8")
    assert [half.read_text(encoding="utf-8") for half in reading._halves(lines)] == ["a\nc\n", "b\n"]


def test_figures_are_written_for_programs_and_for_people(tmp_path: Path) -> None:
    import report
    from figure import Figure

    figures = [
        Figure("start-up", "kb --help", 60.4, "ms"),
        Figure("start-up", "<other>", 411.5, "ms", peer=True),
        Figure("reading", "kb extract", 250_000, "characters/s", 300_000, more=True),
        Figure("reading", "kb add", 2.5, "times", 3),
        Figure("beside others", "slow", 10, "characters/s", more=True),
        Figure("beside others", "quick", 1_000_000, "characters/s", more=True, peer=True),
    ]
    report.write(tmp_path / "out", {"date": "2020-01-01"}, figures)
    assert len(json.loads((tmp_path / "out" / "figures.json").read_text())["figures"]) == 6
    page = (tmp_path / "out" / "README.md").read_text()
    assert "| kb extract | 250,000 characters/s | ≥ 300,000, missed |" in page
    assert "| kb add | 2.5 times | ≤ 3 |" in page
    assert "| *<other>* | 412 ms |  |" in page
    chart = ElementTree.fromstring((tmp_path / "out" / "chart.svg").read_text())
    _, *boxes = chart.iter("{http://www.w3.org/2000/svg}rect")
    bars = [float(one.attrib["width"]) for one in boxes]
    assert len(bars) == 4
    assert bars[1] > 6 * bars[0]  # milliseconds to one scale
    assert bars[2] < bars[3] < 20 * bars[2]  # far apart: by powers of ten


def test_a_command_that_fails_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    import subprocess

    from figure import BIN, run

    assert run([sys.executable, "-c", "pass"], rounds=1).memory > 1
    with pytest.raises(subprocess.CalledProcessError):
        run([BIN / "kb", "timeline", "--db", "nowhere.db"], rounds=1)
    assert "there is no store" in capsys.readouterr().err


def test_the_documents_that_are_merged_tell_each_story_by_four_papers() -> None:
    """Of as many documents again in other stories there are as many events again, and each has its papers."""
    import merging

    story = merging.PAPERS * sum(isinstance(one, Document) for one in read_source(str(merging.ARTICLES)))
    _, mentions, events = merging.seconds(story)
    _, twice, events_of_two = merging.seconds(2 * story)
    assert twice == 2 * mentions
    assert events < mentions / 2
    assert events_of_two > 1.5 * events
