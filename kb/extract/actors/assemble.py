"""Chunks with identities to actors and places."""

from collections import Counter
from collections.abc import Mapping, Sequence

from kb.extract.actors.scan import Chunk, Identity, Scan
from kb.lexicon.own import current
from kb.model import Actor, Kind, PlaceMention, Span, fold

_KINDS: Mapping[str, Kind] = {
    "person": "person", "description": "person", "organisation": "organisation", "company": "organisation",
    "armed group": "armed group", "state": "state", "collective": "collective", "unknown": "person", "place": "person",
}  # fmt: skip
_DESCRIBING = ("description", "collective")


def assemble(
    scan: Scan, named: Sequence[tuple[Chunk, Identity]], references: Sequence[tuple[Span, Identity]]
) -> tuple[Actor, ...]:
    """One actor for each identity, in the order in which the text brings them."""
    groups: dict[Identity, list[Chunk]] = {}
    for chunk, who in named:
        if who[0] != "place":
            groups.setdefault(who, []).append(chunk)
    spans: dict[Identity, list[Span]] = {
        who: [_span(scan, chunk) for chunk in chunks] for who, chunks in groups.items()
    }
    for span, who in references:
        if who in spans:
            spans[who].append(span)
    actors: dict[str, Actor] = {}
    for who, chunks in groups.items():
        actor = _actor(scan, who, chunks, spans[who])
        same = actors.get(actor.name)
        actors[actor.name] = _joined(same, actor) if same else actor
    return tuple(actors.values())


def _span(scan: Scan, chunk: Chunk) -> Span:
    return Span(scan.tokens[chunk.first].start, scan.tokens[chunk.last - 1].end)


def _joined(one: Actor, other: Actor) -> Actor:
    aliases = tuple(dict.fromkeys((*one.aliases, *other.aliases)))
    return Actor(one.name, one.kind, aliases, tuple(sorted({*one.mentions, *other.mentions})))


def _actor(scan: Scan, who: Identity, chunks: Sequence[Chunk], spans: Sequence[Span]) -> Actor:
    naming = [chunk for chunk in chunks if chunk.sort not in _DESCRIBING] or chunks
    kind = _kind(who, naming)
    forms = Counter(form for chunk in naming if (form := _form(scan, chunk)))
    known = next((chunk for chunk in chunks if chunk.known and chunk.sort != "place"), None)
    governs = any(chunk.form == "government" and scan.key(chunk.last - 1) != "governments" for chunk in chunks)
    governs = governs and all(chunk.form in ("government", "adjective") for chunk in chunks)
    name = _known_name(known, forms, governs=governs) if known else _fullest(naming, kind)
    others = [*forms, known.name] if known else forms
    aliases = {fold(form): form for form in others if fold(form) != fold(name)}
    return Actor(name, kind, tuple(aliases.values()), tuple(sorted(set(spans))))


def _kind(who: Identity, chunks: Sequence[Chunk]) -> Kind:
    if who[0] in ("person", "organisation", "collective"):
        groups = [chunk.sort for chunk in chunks if chunk.sort == "armed group"]
        return (
            "armed group"
            if groups
            else "person"
            if who[0] == "person"
            else "collective"
            if who[0] == "collective"
            else "organisation"
        )
    return _KINDS[chunks[0].sort]


def _known_name(known: Chunk, forms: Mapping[str, int], *, governs: bool) -> str:
    """The lexicon's name of a state, and of who is in a person's own lexicon; of others the fullest form of the text:
    "General Motors Corp.", or just "GM". A state of which only its government is named is called by that."""
    own = any(name == known.name for name, *_ in current().actors)
    if own or not forms or (known.sort == "state" and not governs):
        return known.name
    words = set(fold(known.name).split())
    fuller = [form for form in forms if words < set(fold(form).split())]
    if not fuller and any(fold(form) == fold(known.name) for form in forms):
        return known.name
    return max(fuller or forms, key=lambda form: (len(form.split()), len(form), forms[form]))


def _fullest(chunks: Sequence[Chunk], kind: Kind) -> str:
    """The fullest form of the text, and not the one that a line in capitals has."""

    person = kind == "person"
    written = Counter(chunk.name for chunk in chunks)

    def rank(chunk: Chunk) -> tuple[bool, int, bool, int]:
        fullness = len(chunk.name) if person else written[chunk.name]
        return person and chunk.sort == "person", len(chunk.keys), not chunk.name.isupper(), fullness

    return _plain(max(chunks, key=rank).name)


def _plain(name: str) -> str:
    name = name.replace("’", "'")
    return name[4:] if name[:4] in ("The ", "the ") and len(name) > 4 else name


def _form(scan: Scan, chunk: Chunk) -> str:
    """The words that name, without the title and the article."""
    if chunk.form in ("adjective", "people", "members", "capital"):
        return ""
    if chunk.form == "government":
        return _plain(scan.words(chunk.first, chunk.last))
    return _plain(chunk.name if not chunk.known else scan.words(chunk.first, chunk.last))


def place_mentions(
    scan: Scan,
    chunks: Sequence[Chunk],
    placed: Sequence[bool],
    seen: Sequence[Chunk],
    named: Sequence[tuple[Chunk, Identity]],
) -> tuple[PlaceMention, ...]:
    """The named places, those inside longer phrases included."""
    acting = {chunk.first for chunk, place in zip(chunks, placed, strict=True) if not place}
    persons = {chunk.first for chunk, who in named if chunk.sort == "place" and who[0] == "person"}
    spots = [chunk for chunk, place in zip(chunks, placed, strict=True) if place]
    spots += [chunk for chunk in seen if chunk.first not in acting]
    spots += [chunk for chunk, who in named if who[0] == "place" or _housed(scan, chunk)]
    spots = [chunk for chunk in spots if chunk.first not in persons]
    found = {_span(scan, chunk): PlaceMention(_span(scan, chunk), _place_name(chunk)) for chunk in spots}
    return tuple(found[span] for span in sorted(found))


def _housed(scan: Scan, chunk: Chunk) -> bool:
    """Whether an organisation stands for its building: "outside the embassy", "at Basra Hospital"."""
    if chunk.sort != "organisation" or not {chunk.role, chunk.keys[-1]} & scan.lexicon.words.buildings:
        return False
    before = chunk.first - 1 - (scan.key(chunk.first - 1) == "the")
    return scan.same(before, chunk.first) and scan.key(before) in scan.lexicon.words.housing


def _place_name(chunk: Chunk) -> str:
    return chunk.role if chunk.form == "capital" else chunk.name
