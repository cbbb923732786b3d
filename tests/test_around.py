"""The names around a sentence: what counts as one, and how far they reach."""

import pytest

from kb.extract.mentions.around import REACH, Around
from kb.model import Span, name_number


def numbers(*names: str) -> tuple[int, ...]:
    return tuple(sorted(map(name_number, names)))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Police arrested Omar Haddad near Taji.", ("haddad", "omar", "taji")),
        ("Then Abu Mahdi al-Muhandis and Kata'ib fighters came.", ("kataib", "mahdi", "muhandis")),
        ("They met in Baghdad, Iraq, on Friday, with the American Ambassador and President Salih.", ("salih",)),
        ("He spoke. Nobody listened; in İzmir, Ölüdeniz and Łódź they did.", ("izmir", "oludeniz", "łodz")),
        ("it is all lower case, and of 12 men", ()),
    ],
    ids=["names", "parts of names", "states, capitals, days, titles", "other letters", "none"],
)
def test_names(text: str, names: tuple[str, ...]) -> None:
    assert Around(text).of(Span(0, len(text))) == numbers(*names)


def test_reach() -> None:
    text = f"Near Taji. {'x ' * (REACH // 2)}It fell. {'x ' * (REACH // 2)}And in Balad."
    at = text.index("It fell.")
    assert Around(text).of(Span(at, at + 8)) == ()
    assert Around(text).of(Span(at - 10, at + 8)) == numbers("taji")
    assert Around(text).of(Span(at - 10, at + 30)) == numbers("balad", "taji")
