"""Lists of things, whose commas end no clause: "gave blankets, food and water to the town"."""

from kb.extract.mentions.verbs import Line
from kb.lexicon import grammar


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
