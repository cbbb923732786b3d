"""Words and letters by which languages are told apart."""

from functools import cache

from kb.lexicon import read_rows

ENGLISH = "English"
# Letters that one language of a script has and its kin do not go before the script itself.
LETTERS = (
    ("Ukrainian", "іїєґ", "\u0400-\u04ff"),
    ("Russian", "", "\u0400-\u04ff"),
    ("Persian", "پچژگ", "\u0600-\u06ff"),
    ("Arabic", "", "\u0600-\u06ff"),
    ("Japanese", "のはにをたがでとし", "\u3040-\u30ff\u4e00-\u9fff"),
    ("Chinese", "", "\u3400-\u9fff"),
    ("Korean", "", "\uac00-\ud7af"),
    ("Greek", "", "\u0370-\u03ff\u1f00-\u1fff"),
    ("Hebrew", "", "\u0590-\u05ff"),
    ("Hindi", "", "\u0900-\u097f"),
    ("Thai", "", "\u0e00-\u0e7f"),
    ("Georgian", "", "\u10a0-\u10ff"),
    ("Armenian", "", "\u0530-\u058f"),
    ("Bengali", "", "\u0980-\u09ff"),
)


@cache
def words() -> dict[str, frozenset[str]]:
    """The small words of each language."""
    return {language: frozenset(said.split()) for language, said in read_rows("languages.tsv", 2)}
