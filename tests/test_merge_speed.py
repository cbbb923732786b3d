"""Merging takes time in proportion to the mentions, however many tell of the same: twice as many, twice the time."""

from collections.abc import Sequence
from dataclasses import replace
from time import process_time

import pytest
from growth import is_linear
from stories import mention, who

from kb.merge import meetings, merge, signs
from kb.merge.hooks import MOST, hooks
from kb.model import Mention, Span
from kb.when import When

ATTACK = mention(
    "Rockets attacked the base near Kirkuk, an officer said.",
    "attacked",
    participants=(who("Kataib Hizbullah"), who("United States", "target")),
    place="Kirkuk",
)


def told_by_many(count: int) -> list[Mention]:
    """One event, told by so many articles in so many words."""
    return [replace(ATTACK, document=f"{at}.txt", evidence=f"{ATTACK.evidence} {at}") for at in range(count)]


def told_again(count: int) -> list[Mention]:
    """One sentence, so many times in one article."""
    size = len(ATTACK.evidence)
    starts = [number * (size + 1) for number in range(count)]
    return [replace(ATTACK, sentence=Span(at, at + size), trigger=Span(at + 8, at + 16)) for at in starts]


def one_after_the_other(count: int) -> list[Mention]:
    """So many events in one article, a day each."""
    rows = zip(told_again(count), range(count), strict=True)
    return [replace(one, date=When.of_day(700_000 + number)) for one, number in rows]


@pytest.mark.parametrize("make", [told_by_many, told_again, one_after_the_other])
def test_twice_the_mentions_take_twice_the_time(make: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb.merge.MOST", 10)

    def seconds(text: str) -> float:
        mentions: Sequence[Mention] = make(len(text))  # type: ignore[operator]
        start = process_time()
        merge(mentions)
        return process_time() - start

    assert is_linear(seconds, "x", 400)


@pytest.mark.parametrize(("make", "events"), [(told_by_many, 1), (told_again, 1), (one_after_the_other, 3 * MOST)])
def test_beyond_the_first_on_a_hook_the_same_is_found(make: object, events: int) -> None:
    found = merge(make(3 * MOST))  # type: ignore[operator]
    assert len(found) == events
    assert sum(len(event.mentions) for event in found) == 3 * MOST


def test_what_the_store_compares_is_what_merging_compares() -> None:
    found = [signs(one, at) for at, one in enumerate(told_by_many(MOST + 5))]
    old, new = found[::2], found[1::2]
    pairs = {(one.position, other.position) for one, other in meetings(new, old)}
    assert all(one % 2 == 1 and other % 2 == 0 for one, other in pairs)
    first = sorted(found, key=lambda one: one.mention.document)[:MOST]
    early = {one.position for one in first}
    assert all(early & set(pair) for pair in pairs)
    assert len(pairs) > len(old)


def test_an_article_has_one_region_and_a_book_has_many() -> None:
    near, far = (replace(ATTACK, sentence=Span(at, at + 50)) for at in (9_000, 95_000))
    own = [{hook for hook in hooks(signs(one, 0)).own if hook.startswith("in ")} for one in (near, far)]
    assert own == [{"in a"}, {"in a 8", "in a 9"}]
