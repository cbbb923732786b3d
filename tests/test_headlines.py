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
    # Of a long sentence, what tells of the trigger: the phrase that "one" stands for, a verb behind "and".
    (
        "The United States said the air strikes were aimed at five targets, and were in response to repeated attacks "
        "by rebels on bases that house troops, including one on Tuesday that killed a contractor.",
        "… repeated attacks by rebels on bases that house troops, including one on Tuesday that killed a contractor.",
    ),
    (
        "The supreme leader of the country, a cleric of eighty years whom few of his people have ever met in person, "
        "condemned the air strikes on a militia on Tuesday and mocked the president for blaming him for the storming "
        "of the embassy.",
        "… mocked the president for blaming him for the storming of the embassy.",
    ),
    (
        "For the others, thousands gathered on Tuesday on Palm Street, and it was from there that most of them went on "
        "to the bridge over the river and from the bridge to the walls of the palace.",
        "For the others, thousands gathered on Tuesday on Palm Street",
    ),
]


@pytest.mark.parametrize(("text", "headline"), CASES)
def test_headline(text: str, headline: str) -> None:
    document = Document("case", text, published=from_edtf("2020-01-02"), published_basis="given")  # type: ignore[arg-type]
    assert headline in [mention.headline for mention in extract(document).mentions]
