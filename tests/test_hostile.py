"""What fuzzing found, and whatever else an article may hold: read soundly or refused, never an error or nonsense."""

import pytest
import sound

from kb.model import Document

# Found by tests/fuzz/fuzz.py and tests/test_properties_engine.py.
FOUND = {
    "the word before an event in capitals": "In Iran, two days afTer the attack, it fell.",
    "the word before an event on the next line": "Two days\nafter the attack, and two days after\nthe attack, it fell.",
    "a digit that is no number": "On December 31 ² were wounded, and ² months before, 12² people were killed.",
    "a decade before no era": "Those of the 235s BCrone died in the 230s BC, those of the 235s BC too.",
}


@pytest.mark.parametrize("text", FOUND.values(), ids=FOUND)
@pytest.mark.parametrize("published", [None, sound.PUBLISHED])
def test_what_fuzzing_found(text: str, published: object) -> None:
    sound.check_document(Document("a", text, published=published))  # type: ignore[arg-type]
