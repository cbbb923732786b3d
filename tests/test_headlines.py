"""Headlines: whole clauses of the source, without who said it."""

import pytest

from kb.extract import extract
from kb.model import Document
from kb.when import from_edtf

CASES = [
    ("Five traders were deported on Tuesday, the newspaper said.", "Five traders were deported on Tuesday"),
    ("Rebels shelled the port on Tuesday, police said in a statement on Friday.", "Rebels shelled the port on Tuesday"),
    (
        "The marchers, wearing shirts with the portrait of a boy, waved red and white flags on the long shore of the "
        "small town of Pilon, where the old yacht Aurora landed on Tuesday.",
        "the old yacht Aurora landed on Tuesday.",
    ),
    # What is told in the same breath stays, and so does what a verb of saying says.
    (
        "Minister Alan Price said on Tuesday that he would resign.",
        "Minister Alan Price said on Tuesday that he would resign.",
    ),
]


@pytest.mark.parametrize(("text", "headline"), CASES)
def test_headline(text: str, headline: str) -> None:
    document = Document("case", text, published=from_edtf("2020-01-02"), published_basis="given")  # type: ignore[arg-type]
    assert headline in [mention.headline for mention in extract(document).mentions]
