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
    ("According to the police, gunmen killed nine people on Tuesday.", "gunmen killed nine people on Tuesday."),
    (
        "According to the suit filed on Tuesday, he sold the secrets.",
        "According to the suit filed on Tuesday, he sold the secrets.",
    ),
    (
        "Whatever it decides, say lawyers, a caretaker government may lack the power to end an agreement that was made "
        "by an exchange of letters in June 2014.",
        "a caretaker government may lack the power to end an agreement that was made by an exchange of letters in June "
        "2014.",
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
    (
        "Lawyers for the relatives of the boy in Miami filed a long brief in the federal court on Tuesday against an "
        "order of 40 pages by which his father and all of his grandparents were kept out of the country",
        "Lawyers for the relatives of the boy in Miami filed a long brief in the federal court on Tuesday against an "
        "order of 40 pages",
    ),
    (
        "Lawyers for the relatives of the boy in Miami sued the police and three judges of the state on Tuesday, two "
        "of whom had never so much as seen his father or any of the grandparents",
        "Lawyers for the relatives of the boy in Miami sued the police and three judges of the state on Tuesday",
    ),
    # A word that opens something, a mark behind it or not, ends no headline; a particle before a comma does.
    (
        "The five fishermen were kidnapped on Tuesday while on board a small boat off the southern island group of "
        "Sarum which, with the near islands, has been held by rebels for many years.",
        "The five fishermen were kidnapped on Tuesday while on board a small boat off the southern island group of "
        "Sarum",
    ),
    (
        "The sailors were freed on Tuesday in the town of Ostrava in the far north and were turned over to the "
        "authorities following “long talks” with the rebels, which were held for a whole week in the harbour.",
        "The sailors were freed on Tuesday in the town of Ostrava in the far north and were turned over to the "
        "authorities",
    ),
    (
        "The rebels pulled the last of their tired men out of the old town and its harbour on Tuesday when they came "
        "out, and the mayor, who had waited for them for more than a week, said nothing of it.",
        "The rebels pulled the last of their tired men out of the old town and its harbour on Tuesday when they came "
        "out",
    ),
    # What must be cut between words ends with no small word or number, nor within a name.
    (
        "Lawyers for the relatives of the boy in Miami filed a bitter brief in the federal court on Tuesday "
        "against the Harbour Police and its four deputy directors for what had been done to him",
        "Lawyers for the relatives of the boy in Miami filed a bitter brief in the federal court on Tuesday "
        "against the Harbour Police …",
    ),
    (
        "Lawyers for the relatives of the boy in Miami filed a long brief in the federal court on Tuesday against the "
        "orders of 40 other judges and police chiefs of the state and its neighbours on the long border to the north",
        "Lawyers for the relatives of the boy in Miami filed a long brief in the federal court on Tuesday against the "
        "orders …",
    ),
]


@pytest.mark.parametrize(("text", "headline"), CASES)
def test_headline(text: str, headline: str) -> None:
    document = Document("case", text, published=from_edtf("2020-01-02"), published_basis="given")  # type: ignore[arg-type]
    assert headline in [mention.headline for mention in extract(document).mentions]
