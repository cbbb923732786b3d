"""Words beside names that are things or tell which people are meant: "gave blankets, food and water to", "to bombing
victims"."""

from kb.extract.mentions.verbs import Line
from kb.lexicon import grammar

_TOWARDS = ("to", "on", "against", "at")


def lists_things(line: Line, comma: int) -> bool:
    """Whether plain nouns stand on both sides of a comma, and "and" behind them: "gave blankets, food and water to"."""
    clauses = line.clauses
    joint = next((j for j in range(comma + 2, min(comma + 4, len(clauses.tokens) - 1)) if clauses.low(j) == "and"), -1)
    sides = [*range(comma - 1, comma), *range(comma + 1, joint), *range(joint + 1, joint + 2)]
    return joint > 0 and all(_is_thing(line, j) for j in sides)


def _is_thing(line: Line, j: int) -> bool:
    """Whether a token is a plain word that is nobody and no verb."""
    words, token = grammar.load(), line.clauses.tokens[j]
    small = token.low in words.prepositions | words.openers | words.determiners | words.subjects
    plain = token.text.islower() and token.text.isalpha() and not small and token.date < 0
    return plain and j not in line.at and not line.form(j) and not line.adverb(j)


def is_of_people(line: Line, j: int) -> bool:
    """Whether a word in -ing only tells which people stand behind it: "to bombing victims"."""
    ref = line.at.get(j + 1)
    plain = ref is not None and ref.first == j + 1 and line.clauses.tokens[j + 1].text.islower()
    return plain and line.clauses.low(j - 1) in _TOWARDS
