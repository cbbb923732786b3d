"""GraphML (http://graphml.graphdrawing.org): who does what to whom, for Gephi, yEd, igraph and networkx."""

from collections.abc import Iterable, Iterator
from itertools import combinations

from kb.export.about import About
from kb.export.prose import care
from kb.export.xml import text
from kb.model import Event, Kind
from kb.when import sort_key

_KEYS = (
    ("name", "node", "string"),
    ("kind", "node", "string"),
    ("events", "node", "int"),
    ("relation", "edge", "string"),
    ("type", "edge", "string"),
    ("certainty", "edge", "string"),
    ("weight", "edge", "int"),
    ("first", "edge", "string"),
    ("last", "edge", "string"),
    ("ids", "edge", "string"),
    ("care", "edge", "string"),
)
_Actor = tuple[str, Kind]
_Edge = tuple[_Actor, _Actor, str, str, str]


def write(events: Iterable[Event], about: About) -> Iterator[str]:
    """A node an actor; an edge for each two and type of event, from who does it to who has it done to them ("acts"), or
    between two who take part on one side or without a clear one ("with")."""
    counts, edges = _gather(events)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for name, domain, kind in _KEYS:
        yield f'<key id="{name}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>\n'
    yield '<graph id="actors" edgedefault="directed">\n'
    number = {actor: f"n{place}" for place, actor in enumerate(sorted(counts))}
    for actor in sorted(counts):
        data = {"name": actor[0], "kind": actor[1], "events": counts[actor]}
        yield f'<node id="{number[actor]}">{_data(data)}</node>\n'
    for (one, other, relation, type_, certainty), told in sorted(edges.items()):
        dates = sorted((event.date for event in told), key=sort_key)
        data = {"relation": relation, "type": type_, "certainty": certainty, "weight": len(told)}
        data["ids"] = " ".join(event.id for event in told)
        data["care"] = "; ".join(dict.fromkeys(doubt for event in told for doubt in care(event)))
        data |= {name: date.edtf for name, date in (("first", dates[0]), ("last", dates[-1])) if date}
        yield f'<edge source="{number[one]}" target="{number[other]}">{_data(data)}</edge>\n'
    yield "</graph>\n</graphml>\n"


def _gather(events: Iterable[Event]) -> tuple[dict[_Actor, int], dict[_Edge, list[Event]]]:
    """How many events each actor takes part in, and the events of each edge."""
    counts: dict[_Actor, int] = {}
    edges: dict[_Edge, list[Event]] = {}
    for event in events:
        role = {(one.name, one.kind): one.role for one in reversed(event.participants)}
        for actor in role:
            counts[actor] = counts.get(actor, 0) + 1
        for one, other in combinations(sorted(role), 2):
            sides = (role[one], role[other])
            if sides == ("target", "source"):
                one, other = other, one
            relation = "acts" if set(sides) == {"source", "target"} else "with"
            edges.setdefault((one, other, relation, event.type, event.certainty), []).append(event)
    return counts, edges


def _data(values: dict[str, object]) -> str:
    return "".join(f'<data key="{name}">{text(value)}</data>' for name, value in values.items() if value != "")
