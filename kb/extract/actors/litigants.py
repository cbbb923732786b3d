"""Who is a party to a case, as lawyers name them once: "the claimant, Dunlin, sued", "Dunlin (the claimant) sued"."""

from collections.abc import Sequence

from kb.extract.actors.scan import Chunk, Scan

_OPENINGS = ((",",), ("(",), ("(", "the"), ("(", '"'), ("(", "the", '"'), ("(", "“"), ("(", "the", "“"))


def is_party(scan: Scan, chunk: Chunk) -> bool:
    """Whether a description is that of a party alone: "the claimant"."""
    return chunk.sort == "description" and chunk.role in scan.lexicon.words.parties and chunk.article != "a"


def defines(scan: Scan, party: Chunk, between: Sequence[str]) -> bool:
    """Whether the words between a name and what it is called behind it make a definition of that."""
    closed = scan.key(party.last) in (",", ")", '"', "”")
    return closed and (tuple(between) in _OPENINGS or (*between, "the") in _OPENINGS)
