"""Records go whole from one process to another, also where they are compiled."""

import copyreg
import pickle
from copy import deepcopy
from dataclasses import is_dataclass

import pytest

from kb import model, when
from kb.extract import extract
from kb.lexicon import own

RECORDS = [
    sort
    for module in (model, when, own)
    for sort in vars(module).values()
    if isinstance(sort, type) and is_dataclass(sort) and sort.__module__ == module.__name__
]


@pytest.mark.parametrize("sort", RECORDS, ids=lambda sort: sort.__name__)
def test_every_record_goes_by_its_parts(sort: type) -> None:
    assert sort in copyreg.dispatch_table


def test_what_was_read_arrives_as_it_was_sent() -> None:
    text = "From Monday to 3 May 2020 rebels under Omar Diallo shelled Harad, killing 12. On Friday the army freed it."
    sent = extract(model.Document("a", text, title="Shelling", published=when.from_edtf("2020-05-09")))
    assert len(sent.mentions) > 1
    assert pickle.loads(pickle.dumps(sent)) == sent
    assert deepcopy(sent) == sent


def test_a_persons_words_arrive_as_they_were_sent() -> None:
    words = own.parse('[[actor]]\nname = "Blue Shirts"\nkind = "armed group"\naliases = ["the Shirts"]\n', "a.toml")
    assert pickle.loads(pickle.dumps(words)) == words
