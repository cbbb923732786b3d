"""Pronouns and descriptions resolved to the actors that the text has named, where only one fits."""

from collections.abc import Sequence

from kb.extract.actors.entities import Identity
from kb.extract.actors.scan import Chunk, Scan
from kb.model import Span


def refer(scan: Scan, named: Sequence[tuple[Chunk, Identity]]) -> list[tuple[Span, Identity]]:
    return []
