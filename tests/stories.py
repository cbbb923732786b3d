"""Hand-built mentions, and documents whose text spells out what an extraction of them is."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from kb.merge import hooks, signs
from kb.model import Actor, Document, Extraction, Figure, Kind, Mention, Participant, Role, Span, name_number
from kb.store import Store, read, rows
from kb.when import When, from_edtf

KINDS: dict[str, Kind] = {
    "United States": "state",
    "Iran": "state",
    "Iraq": "state",
    "Kataib Hizbullah": "armed group",
    "Kata'ib Hezbollah": "armed group",
    "Islamic State": "armed group",
    "Mike Pompeo": "person",
    "Michael Pompeo": "person",
    "Pompeo": "person",
    "Mark Esper": "person",
    "George W. Bush": "person",
    "George H. W. Bush": "person",
    "Anna Sousa": "person",
    "Rui Costa": "person",
    "protesters": "collective",
    "police": "collective",
    "militiamen": "collective",
}


NAMED = tuple(
    sorted(map(name_number, ("amiri", "esper", "muhandis", "pompeo", "soleimani")))
)  # in all articles of a story


def who(name: str, role: Role = "source") -> Participant:
    return Participant(name, role, KINDS.get(name, "organisation"), name)


def mention(evidence: str, word: str, **more: object) -> Mention:
    """A mention of 27 December 2019 in document "a"; `more` replaces fields, with dates and actors spelled simply."""
    start = evidence.index(word)
    more["date"] = from_edtf(str(more["date"])) if more.get("date") else None if "date" in more else DAY
    published = more.pop("published", "2020-01-02")
    made = Mention(
        document="a",
        sentence=Span(0, len(evidence)),
        trigger=Span(start, start + len(word)),
        evidence=evidence,
        word=word,
        headline=evidence[:80],
        date=None,
        basis="explicit",
        type="ASSAULT",
        published=day(str(published)) if published else None,
        around=NAMED,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def day(text: str) -> When:
    found = from_edtf(text)
    assert isinstance(found, When)
    return found


DAY = day("2019-12-27")


def story(id: str, facts: Iterable[dict[str, object]], **more: str) -> dict[str, object]:
    """A JSON line whose text is the facts; `read_facts` is its extraction."""
    return {"id": id, "text": json.dumps(list(facts), ensure_ascii=False), **more}


def read_facts(document: Document) -> Extraction:
    """The extraction of a document made by `story`; each fact becomes a mention, its words where the text has them."""
    mentions, actors = [], {}
    at = 0
    for fact in json.loads(document.text):
        at = document.text.index(json.dumps(fact["says"], ensure_ascii=False)[1:-1], at)
        start = at + fact["says"].index(fact["word"])
        people = [who(name, role) for name, role in fact.get("who", [])]
        for one in people:
            aliases = tuple(fact.get("aliases", {}).get(one.name, ()))
            actors.setdefault(one.name, Actor(one.name, one.kind, aliases))
        mentions.append(
            Mention(
                document=document.id,
                sentence=Span(at, at + len(fact["says"])),
                trigger=Span(start, start + len(fact["word"])),
                evidence=fact["says"],
                word=fact["word"],
                headline=fact["says"],
                date=from_edtf(fact["date"]) if fact.get("date") else None,
                basis=fact.get("basis", "explicit"),
                type=fact.get("type", "ASSAULT"),
                certainty=fact.get("certainty", "asserted"),
                confidence=fact.get("confidence", 0.5),
                participants=tuple(people),
                place=fact.get("place", ""),
                killed=Figure(*fact["killed"]) if fact.get("killed") else None,
                published=document.published,
            )
        )
        at += 1
    return Extraction(document, (), (), tuple(actors.values()), tuple(mentions))


def write_lines(path: Path, documents: Iterable[dict[str, object]]) -> str:
    path.write_text("".join(json.dumps(document) + "\n" for document in documents), encoding="utf-8")
    return str(path)


_TABLES = {
    "documents": "SELECT id, title, published, published_basis, publisher, author, url, status, reason, fingerprint, "
    "source, text, size, removed, note FROM documents",
    "actors": "SELECT name, kind, fold, last, events, first_date, last_date FROM actors",
    "namings": "SELECT l.name, alias, l.kind, documents, given, a.name FROM namings l "
    "LEFT JOIN actors a ON a.key = actor",
    "places": "SELECT * FROM places",
    "events": "SELECT id, date, clock, date_min, date_max, first_day, last_day, extent, basis, type, mode, certainty, "
    "confidence, headline, (SELECT id FROM mentions m WHERE m.key = teller), place, killed_low, killed_best, "
    "killed_high, injured_low, injured_best, injured_high, sources, mentions, block, hidden, accepted, edited "
    "FROM events",
    "mentions": "SELECT m.id, d.id, e.id, m.founds, m.block, m.date, m.type, m.evidence, m.trigger_start, m.headline, "
    "m.headline_start, m.headline_end, m.around "
    "FROM mentions m JOIN documents d ON d.key = m.document LEFT JOIN events e ON e.key = m.event",
    "mention_actors": "SELECT m.id, m.founds, position, CASE d.removed WHEN 0 THEN a.name END, n.name, n.kind, role, "
    "words FROM mention_actors ma JOIN mentions m ON m.key = mention JOIN documents d ON d.key = m.document "
    "JOIN names n ON n.key = ma.name LEFT JOIN actors a ON a.key = n.actor",
    "participants": "SELECT e.id, position, a.name, a.kind, role, words FROM participants "
    "JOIN events e ON e.key = event JOIN actors a ON a.key = actor",
    "edits": "SELECT * FROM edits",
}


_NAMED = (
    "SELECT d.id, n.name, n.kind, l.alias FROM documents d CROSS JOIN json_each(d.names) some "
    "CROSS JOIN json_each(some.value) one JOIN names n ON n.key = json_extract(some.value, '$[0]') "
    "LEFT JOIN aliases l ON l.key = one.value AND one.key > 0"
)


_LEADING_NOWHERE = (
    "SELECT * FROM namings WHERE actor IS NULL AND given = ''",
    "SELECT * FROM names WHERE actor IS NOT NULL AND key NOT IN (SELECT n.key FROM namings g JOIN names n "
    "ON n.name = g.name AND n.kind = g.kind)",
    "SELECT name, kind FROM names GROUP BY name, kind HAVING count(*) > 1",
    "SELECT name, alias FROM aliases GROUP BY name, alias HAVING count(*) > 1",
    "SELECT name FROM names WHERE documents < 0 UNION ALL SELECT alias FROM aliases WHERE documents < 0",
    "SELECT * FROM mentions m JOIN documents d ON d.key = m.document WHERE (event IS NULL) <> d.removed",
    "SELECT * FROM mention_actors ma JOIN mentions m ON m.key = mention JOIN documents d ON d.key = m.document "
    "JOIN names n ON n.key = ma.name WHERE actor IS NULL AND NOT d.removed",
)


_THEIRS = "FROM participants p JOIN events e ON e.key = p.event WHERE p.actor = a.key AND NOT e.hidden"
_MISCOUNTED = f"""
SELECT * FROM actors a WHERE events <> (SELECT count(*) {_THEIRS})
OR first_date IS NOT (SELECT e.date {_THEIRS} AND e.first_day IS NOT NULL
    ORDER BY e.first_day, e.last_day, e.date LIMIT 1)
OR last_date IS NOT (SELECT e.date {_THEIRS} AND e.first_day IS NOT NULL
    ORDER BY e.last_day DESC, e.first_day DESC, e.date DESC LIMIT 1)
"""


def dump(store: Store) -> dict[str, Sequence[tuple[object, ...]]]:
    """Everything a store holds but the keys, which depend on the order of writing; checks its soundness on the way.

    Only what is removed, or a name that a person gives to no actor that there is, may lead to nothing.
    """
    db = store._db
    assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert not db.execute("PRAGMA foreign_key_check").fetchall()
    db.execute("INSERT INTO mentions_fts (mentions_fts, rank) VALUES ('integrity-check', 1)")
    for table in _TABLES:
        counted = db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        assert counted == len(db.execute(_TABLES[table]).fetchall()), f"{table} has rows that belong to nothing"
    assert not db.execute(_MISCOUNTED).fetchall(), "an actor's events are not those that are kept of it"
    found = read.mentions(db, "NOT d.removed", ())
    hung = {(rows.hook(name), row["key"]) for row, mention in found for name in hooks(signs(mention, 0)).own}
    assert hung <= set(db.execute("SELECT hook, mention FROM hooks")), "no hook leads to a mention that hangs there"
    for sql in _LEADING_NOWHERE:
        assert not db.execute(sql).fetchall(), sql
    shown = {**_TABLES, "names of documents": _NAMED}
    return {table: sorted(db.execute(sql).fetchall(), key=repr) for table, sql in shown.items()}
