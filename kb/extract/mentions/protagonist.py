"""Whose life or history a chronology tells, where its entries leave out who it is: "1990 - Freed from prison", "1999 -
Steps down as leader"."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.readings import Read, Reading
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar, triggers
from kb.model import Actor, Document, Mention, Participant, Role

_KINDS = ("person", "company", "organisation")
_OFTEN = 2
_MARKS = " \t#*:"
_TIES = frozenset((",", "and", "then", ";"))
_MADE = frozenset("born diagnosed charged buried".split())


def protagonist(document: Document, reads: Sequence[Read]) -> Actor | None:
    """The one that the title or a line above the entries names, or that what stands above them tells of most."""
    first = next((n for n, read in enumerate(reads) if read.clauses.entry), len(reads))
    if first == len(reads):
        return None
    start = reads[first].sentence.span.start
    lines = {line.strip(_MARKS) for line in document.text[:start].split("\n")}
    refs = (ref for read in reads for ref in read.refs if ref.actor.kind in _KINDS and ref.actor.name[:1].isupper())
    known = {ref.actor.name: ref.actor for ref in refs}
    headed = [actor for name, actor in known.items() if name in lines or _is_in(name, document.title)]
    if len(headed) == 1:
        return headed[0]
    above = Counter(ref.actor.name for read in reads[:first] for ref in read.refs if ref.actor.name in known)
    ranked = above.most_common(2)
    alone = bool(ranked) and (len(ranked) == 1 or ranked[0][1] >= _OFTEN * ranked[1][1])
    return known[ranked[0][0]] if alone and not headed else None


def _is_in(name: str, title: str) -> bool:
    """Whether a title has a name as words of its own: "Li" is not in "Libya"."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", title) is not None


def led_by(one: Actor, reading: Reading, mention: Mention) -> Mention:
    """A mention with the one whom a chronology tells of, where its entry names nobody who does it or whom it befell."""
    clauses, candidate = reading.read.clauses, reading.candidate
    refs = (ref for ref in reading.read.refs if ref.first < candidate.first)
    if not clauses.entry or candidate.noun or any(refs) or not _is_headless(clauses, candidate):
        return mention
    words, low = grammar.load(), clauses.low(candidate.first)
    made = candidate.passive or low in words.needy | words.needy_in_entries | _MADE
    role: Role = "target" if made or candidate.group.subject == "target" else "source"
    if any(p.role == role or p.name == one.name for p in mention.participants):
        return mention
    return replace(mention, participants=(*mention.participants, Participant(one.name, role, one.kind)))


def _is_headless(clauses: Clauses, candidate: Candidate) -> bool:
    """Whether an entry begins with a verb, and a trigger is that or tied to it: "Arrested, sentenced to five years"."""
    begin = clauses.index_at(clauses.body)
    if candidate.first == begin:
        return True
    forms = triggers.load().forms(clauses.low(begin))
    verb = bool(forms & {"past", "participle", "third"}) and "noun" not in forms
    return verb and clauses.prior[candidate.first] in _TIES
