"""The gate: our own corpora keep their floors here, the annotated ones where they are at hand; its rules of scoring."""

import re
import subprocess
import sys
from pathlib import Path

import date_corpora
import gate
import pytest
from date_corpora import Gold
from gate import FIGURES, Pin, Scored

PINS = gate.load()
SPARE = Pin("spare", "gate.toml", "", {"strict": 50.0, "value": 40.0})
NOTHING = {"value": 0.0}


def test_the_corpora_are_pinned() -> None:
    assert [pin.name for pin in PINS] == [
        *("phrases", "timebank", "aquaint", "wikiwars"),
        *("timelines", "open timelines", "proof timelines", "fresh timelines"),
    ]
    assert all(re.fullmatch("[0-9a-f]{64}", pin.sha256) for pin in PINS)
    assert all(set(pin.floors) == set(FIGURES) for pin in PINS if not pin.judge)
    assert all(floor > 0 for pin in PINS for floor in pin.floors.values())


@pytest.mark.parametrize("pin", PINS, ids=lambda pin: pin.name)
def test_floors(pin: Pin) -> None:
    if pin.name != "phrases" and not pin.at_hand:
        pytest.skip("the annotated corpora are not at hand")
    assert gate.faults(pin, gate.measure(pin)) == [], "make gate shows the figures"


def dates(*spans: tuple[int, int], value: str = "2019", type_: str = "DATE") -> list[Gold]:
    return [Gold(start, end, type_, value) for start, end in spans]


@pytest.mark.parametrize(
    ("gold", "found", "figures"),
    [
        (dates((0, 4)), dates((0, 4)), (100, 100, 100, 100)),
        (dates((0, 4)), dates((2, 6)), (0, 100, 100, 100)),
        (dates((0, 4)), dates((4, 6)), (0, 0, 0, 0)),
        (dates((0, 4)), dates((0, 4), value="2020"), (100, 100, 100, 0)),
        (dates((0, 4)), dates((0, 4), type_="SET"), (100, 100, 0, 100)),
        # One found date meets one gold date only, and the other way round; what is left over counts against kb.
        (dates((0, 4), (5, 9)), dates((0, 9)), (0, 200 / 3, 200 / 3, 200 / 3)),
        (dates((0, 9)), dates((0, 4), (5, 9)), (0, 200 / 3, 200 / 3, 200 / 3)),
        (dates((0, 4)), [], (0, 0, 0, 0)),
        ([], dates((0, 4)), (0, 0, 0, 0)),
        ([], [], (0, 0, 0, 0)),
    ],
)
def test_score(gold: list[Gold], found: list[Gold], figures: tuple[float, ...]) -> None:
    assert gate.score([(gold, found)]) == Scored(len(gold), pytest.approx(dict(zip(FIGURES, figures, strict=True))))


def test_the_larger_overlap_makes_the_pair() -> None:
    small, large = Gold(0, 3, "DATE", "2019"), Gold(3, 9, "DATE", "2020")
    assert list(gate.pairs(dates((0, 10)), [small, large])) == [(*dates((0, 10)), large)]


def test_figures_are_over_all_texts_together() -> None:
    rows = [(dates((0, 4)), dates((0, 4))), ([], dates((0, 4))), (dates((0, 4)), [])]
    assert gate.score(rows).figures["strict"] == 50


def test_a_figure_below_its_floor_is_a_fault() -> None:
    pin = gate.renewed(SPARE, Scored(1, {"strict": 50.0, "value": 40.0}), lower=False)
    assert gate.faults(pin, Scored(1, {"strict": 50.0, "value": 40.0})) == []
    assert gate.faults(pin, Scored(1, {"strict": 49.9, "value": 40.0})) == ["strict is below its floor"]


def test_a_changed_corpus_is_a_fault_until_its_pin_is_renewed() -> None:
    scored = Scored(1, {"strict": 50.0, "value": 40.0})
    (fault,) = gate.faults(SPARE, scored)
    assert "--update" in fault
    assert gate.faults(gate.renewed(SPARE, scored, lower=False), scored) == []


def test_update_raises_floors_and_lowers_none() -> None:
    scored = Scored(1, {"strict": 60.129, "value": 30.0})
    assert gate.renewed(SPARE, scored, lower=False).floors == {"strict": 60.12, "value": 40.0}
    assert gate.renewed(SPARE, scored, lower=True).floors == {"strict": 60.12, "value": 30.0}


def test_pins_are_written_as_they_are_read(tmp_path: Path) -> None:
    gate.save(PINS, tmp_path / "gate.toml")
    assert gate.load(tmp_path / "gate.toml") == PINS
    assert (tmp_path / "gate.toml").read_text(encoding="utf-8") == gate.PINS.read_text(encoding="utf-8")


def test_the_hash_of_a_folder_sees_names_and_contents(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("1", encoding="utf-8")
    before = gate.digest(tmp_path)
    (tmp_path / "a.toml").write_text("2", encoding="utf-8")
    changed = gate.digest(tmp_path)
    (tmp_path / "a.toml").rename(tmp_path / "b.toml")
    assert len({before, changed, gate.digest(tmp_path)}) == 3


@pytest.fixture
def pinned(tmp_path: Path) -> Path:
    """Pins of one corpus with one line, in which kb finds the one date that there is."""
    (tmp_path / "one.jsonl").write_text(
        '{"published": null, "text": "It fell on 3 May 1919.",'
        ' "timex": [{"start": 11, "end": 21, "type": "DATE", "value": "1919-05-03"}]}\n',
        encoding="utf-8",
    )
    absent = Pin("absent", str(tmp_path / "none.jsonl"), "", NOTHING)
    gate.save([Pin("one", str(tmp_path / "one.jsonl"), "", NOTHING), absent], tmp_path / "gate.toml")
    return tmp_path / "gate.toml"


def test_the_gate_tells_by_its_exit_code(pinned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert gate.main([], pinned) == 1
    assert gate.main(["--update"], pinned) == 0
    one, absent = gate.load(pinned)
    assert one.floors == {"value": 100.0}
    assert absent.floors == NOTHING
    assert gate.main([], pinned) == 0
    captured = capsys.readouterr()
    assert captured.err == "one: changed since its floors were measured: renew the pin with --update\n"
    assert captured.out.splitlines()[-2:] == [
        "one              1  value        100.00  100.00  ok",
        "absent           -  not at hand",
    ]


def test_the_gate_fails_below_a_floor(pinned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gate.main(["--update"], pinned)
    corpus = pinned.parent / "one.jsonl"
    corpus.write_text(corpus.read_text(encoding="utf-8").replace("1919-05-03", "1919-05-04"), encoding="utf-8")
    assert gate.main(["--update"], pinned) == 1
    assert "below" in capsys.readouterr().out
    assert gate.main(["--update", "--lower"], pinned) == 0
    assert gate.main([], pinned) == 0


def test_floors_are_lowered_only_in_an_update(pinned: Path) -> None:
    with pytest.raises(SystemExit):
        gate.main(["--lower"], pinned)


def test_the_gate_runs_as_a_program_from_anywhere(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, gate.__file__, "--help"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "--update" in ran.stdout


def test_types_follow_from_values() -> None:
    kinds = {"2019": "DATE", "2019-12-31T14:30": "TIME", "XXXX-WXX-2TNI": "TIME", "PT2H": "DURATION", "P1D": "DURATION"}
    kinds |= {"PAST_REF": "DATE", "PRESENT_REF": "DATE", "FUTURE_REF": "DATE", "BC0044": "DATE"}
    assert {value: date_corpora.type_of(value) for value in kinds} == kinds
