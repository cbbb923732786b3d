"""A person's acts on mentions, events and names: pure, the last act goes before, what is gone is passed over."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from stories import mention, who

from kb.merge import merge
from kb.merge.actors import unite
from kb.model import Edit, Edited, Event, Figure, Kind, Mention, Naming

ROCKETS = mention("Rockets attacked the base near Kirkuk.", "attacked", participants=(who("Kataib Hizbullah"),))
AGAIN = replace(ROCKETS, document="b")
PROTEST = mention("Crowds stormed the embassy.", "stormed", type="PROTEST")
MONTH = mention("The embassy was stormed that month.", "stormed", type="PROTEST", date="2019-12")
FOUR = (ROCKETS, AGAIN, PROTEST, MONTH)


def edit(key: int, act: str, **change: object) -> Edit:
    return Edit(key, f"2020-01-0{key}T00:00:00Z", act, "x", change)


def named(*mentions: Mention) -> list[tuple[str, str]]:
    return [(one.founds, one.id) for one in mentions]


def together(key: int, *sides: Sequence[Mention]) -> Edit:
    return edit(key, "merge", events=[named(*side) for side in sides], ids=[str(key)])


def apart(key: int, out: Sequence[Mention], rest: Sequence[Mention]) -> Edit:
    return edit(key, "split", out=named(*out), rest=named(*rest), ids=[str(key)])


def groups(edits: Sequence[Edit], mentions: Sequence[Mention] = FOUR) -> set[frozenset[str]]:
    names = {one.founds: name for name, one in zip("rapm", FOUR, strict=True)}
    return {frozenset(names[one.founds] for one in event.mentions) for event in merge(mentions, edits)}


def sets(words: str) -> set[frozenset[str]]:
    return {frozenset(word) for word in words.split()}


ACTS = [
    ([], "ra p m"),
    ([together(1, [ROCKETS, AGAIN], [PROTEST])], "rap m"),
    ([together(1, [PROTEST], [MONTH])], "ra pm"),
    ([apart(1, [AGAIN], [ROCKETS])], "r a p m"),
    ([together(1, [ROCKETS], [MONTH]), apart(2, [AGAIN], [ROCKETS, MONTH])], "rm a p"),
    ([apart(1, [AGAIN], [ROCKETS]), together(2, [AGAIN], [ROCKETS])], "ra p m"),
    ([together(1, [PROTEST], [MONTH]), together(2, [MONTH], [ROCKETS, AGAIN])], "rapm"),
    ([together(1, [PROTEST], [MONTH]), apart(2, [MONTH], [PROTEST])], "ra p m"),
]


@pytest.mark.parametrize(("edits", "expected"), ACTS, ids=[expected for _, expected in ACTS])
def test_merge_and_split(edits: list[Edit], expected: str) -> None:
    assert groups(edits) == sets(expected)
    assert groups(edits, FOUR[::-1]) == sets(expected)


def test_who_founds_an_event_carries_a_merge_and_the_next_one_when_it_is_gone() -> None:
    acts = [together(1, [ROCKETS, AGAIN], [PROTEST])]
    assert groups(acts, (AGAIN, PROTEST)) == sets("ap")
    assert groups(acts, (PROTEST, MONTH)) == sets("p m")


def test_a_mention_read_anew_is_known_by_its_words() -> None:
    other = replace(MONTH, type="ASSAULT")
    assert len(merge([PROTEST, other], [together(1, [PROTEST], [MONTH])])) == 1


def test_a_later_mention_goes_to_the_part_that_it_resembles() -> None:
    first = mention("Rockets attacked the base near Kirkuk, killing a contractor.", "attacked", place="Kirkuk")
    second = mention("Rockets attacked the base near Kirkuk at night.", "attacked", place="Kirkuk", document="b")
    late = replace(second, document="c")
    (event,) = merge([first, second, late])
    assert len(event.mentions) == 3
    parted = merge([first, second, late], [apart(1, [second], [first])])
    assert sorted(sorted(one.document for one in event.mentions) for event in parted) == [["a"], ["b", "c"]]


def changed(*edits: Edit) -> Event:
    (event,) = merge([ROCKETS, AGAIN], edits)
    return event


def test_what_a_person_sets_is_shown_with_what_was_derived() -> None:
    about = named(AGAIN)
    first = edit(1, "edit", events=[about], set={"date": "2019-12-28", "type": "PROTEST", "killed": [2, 2, None]})
    event = changed(first, edit(2, "edit", events=[about], set={"date": "2019-12"}))
    assert (str(event.date), event.basis, event.type, event.killed) == (
        "2019-12",
        "given",
        "PROTEST",
        Figure(2, 2, None),
    )
    assert set(event.edited) == {
        Edited("date", "2020-01-02T00:00:00Z", "2019-12-27"),
        Edited("type", "2020-01-01T00:00:00Z", "ASSAULT"),
        Edited("killed", "2020-01-01T00:00:00Z", ""),
    }
    assert event.id == changed().id


def test_actors_are_put_in_taken_out_and_given_roles() -> None:
    about = named(ROCKETS)
    iran = {"name": "Iran", "kind": "state", "role": "target"}
    gone = {"name": "Kata'ib Hizbullah", "kind": "organisation", "role": None}
    event = changed(edit(1, "edit", events=[about], actors=[iran, gone]))
    assert [(one.name, one.role) for one in event.participants] == [("Iran", "target")]
    event = changed(edit(1, "edit", events=[about], actors=[{**gone, "role": "other"}]))
    assert [(one.name, one.role) for one in event.participants] == [("Kataib Hizbullah", "other")]
    assert event.edited[0].derived == "source"


def test_hidden_shown_again_accepted() -> None:
    about = named(ROCKETS)
    assert changed(edit(1, "hide", events=[about])).hidden
    assert changed(edit(1, "hide", events=[about]), edit(2, "unhide", events=[about])) == changed()
    assert changed(edit(1, "accept", events=[about])).accepted
    assert merge([PROTEST], [edit(1, "hide", events=[about])])[0].hidden is False


def naming(name: str, alias: str, given: str = "", *, edit: int = 0, kind: Kind = "armed group") -> Naming:
    return Naming(name, kind, alias, 0 if given else 1, given, edit)


NAMES = [
    ([], "Kataib|Asaib|KH"),
    ([naming("Kataib", "KH", "alias", edit=1)], "Kataib KH|Asaib"),
    ([naming("Kataib", "Asaib", "alias", edit=1), naming("Asaib", "Kataib", "apart", edit=2)], "Kataib|Asaib|KH"),
    ([naming("Kataib", "KH", "name", edit=1)], "Kataib KH|Asaib"),
    ([naming("Nobody", "KH", "alias", edit=1)], "Kataib|Asaib|KH"),
]


@pytest.mark.parametrize(("given", "expected"), NAMES)
def test_what_a_person_says_of_names(given: list[Naming], expected: str) -> None:
    namings = [naming(name, name) for name in ("Kataib", "Asaib", "KH")] + given
    found = {frozenset(name for name, _ in group.members) for group in unite(namings)}
    assert found == {frozenset(words.split()) for words in expected.split("|")}
    assert unite(namings[::-1]) == unite(namings)


def test_what_is_kept_apart_no_shared_alias_unites() -> None:
    namings = [naming(name, alias) for name in ("Kataib", "Asaib") for alias in (name, "Hezbollah Brigades")]
    assert len(unite(namings)) == 1
    assert len(unite([*namings, naming("Kataib", "Asaib", "apart", edit=1)])) == 2


def test_the_name_given_last_is_shown() -> None:
    namings = [
        naming("Kataib", "Kataib"),
        naming("Kataib", "KH", "name", edit=2),
        naming("Kataib", "K", "name", edit=1),
    ]
    assert [group.name for group in unite(namings)] == ["KH"]
