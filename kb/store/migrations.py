"""Every change made to the tables since the first release: append only, an older store is brought up to date."""

import json

from sqlite_utils import Database, Migrations

from kb.model import name_number
from kb.store import first, naming, rows, smaller

MIGRATIONS = Migrations("kb")
APPLICATION_ID = 0x6B627473
UNMERGED = ""  # the block of mentions that an older release merged: the next writing merges them again


@MIGRATIONS()
def m001_initial(db: Database) -> None:
    """Documents, mentions, events, actors, the search index and two views for people."""
    db.executescript(first.TABLES)
    db.executescript(first.SEARCH)
    db.executescript(first.VIEWS)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")


_HAND = f"""
ALTER TABLE documents ADD COLUMN removed INTEGER NOT NULL DEFAULT 0;    -- 1: a person took it out, and may put it back
ALTER TABLE documents ADD COLUMN note INTEGER NOT NULL DEFAULT 0;       -- 1: no article but a person's own words
ALTER TABLE aliases ADD COLUMN given TEXT NOT NULL DEFAULT '';          -- a person's: alias, apart, name, actor
ALTER TABLE aliases ADD COLUMN edit INTEGER NOT NULL DEFAULT 0;         -- the act that says so
ALTER TABLE events ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0;
ALTER TABLE events ADD COLUMN accepted INTEGER NOT NULL DEFAULT 0;      -- 1: a person has looked at it and let it stand
ALTER TABLE events ADD COLUMN edited TEXT NOT NULL DEFAULT '[]';        -- JSON: a person's, [field, made, derived]
CREATE INDEX aliases_given ON aliases (given) WHERE given <> '';
CREATE INDEX mentions_id ON mentions (id);
CREATE INDEX documents_hand ON documents (id) WHERE removed OR note;
CREATE INDEX places_unused ON places (name) WHERE mentions <= 0;

DROP VIEW timeline;
CREATE VIEW timeline AS
SELECT {first.SHOWN}, e.edited
FROM events e WHERE NOT e.hidden ORDER BY e.first_day IS NULL, e.first_day, e.last_day, e.id;

DROP VIEW evidence;
CREATE VIEW evidence AS
SELECT {first.SAID}, d.url
FROM mentions m JOIN documents d ON d.key = m.document JOIN events e ON e.key = m.event
WHERE NOT e.hidden
{first.IN_ORDER}
"""


@MIGRATIONS()
def m002_a_persons_hand(db: Database) -> None:
    """Edits are applied: events hidden, accepted, edited, names given, documents removed or a person's own."""
    db.executescript(_HAND)


_HOOKS = """
CREATE TABLE hooks (
    hook INTEGER NOT NULL,
    mention INTEGER NOT NULL REFERENCES mentions (key) ON DELETE CASCADE,
    PRIMARY KEY (hook, mention)
) WITHOUT ROWID;
CREATE INDEX hooks_mention ON hooks (mention);
"""


@MIGRATIONS()
def m003_hooks(db: Database) -> None:
    """Hooks, by which the neighbours of a mention are found; what was merged before is one block until it is again."""
    db.executescript(_HOOKS)
    db.execute("UPDATE mentions SET block = ?", (UNMERGED,))
    db.execute("UPDATE events SET block = ?", (UNMERGED,))


_HEADLINES = """
CREATE VIRTUAL TABLE headlines_fts USING fts5 (headline, tokenize="porter unicode61 remove_diacritics 2");
CREATE TRIGGER headlines_fts_insert AFTER INSERT ON events WHEN new.edited LIKE '%["headline", %' BEGIN
    INSERT INTO headlines_fts (rowid, headline) VALUES (new.key, new.headline);
END;
CREATE TRIGGER headlines_fts_delete AFTER DELETE ON events BEGIN
    DELETE FROM headlines_fts WHERE rowid = old.key;
END;
"""


@MIGRATIONS()
def m004_headlines_of_persons(db: Database) -> None:
    """The words of a headline that a person gave are searched as well."""
    db.executescript(_HEADLINES)


_AUTHORS = f"""
ALTER TABLE documents ADD COLUMN author TEXT NOT NULL DEFAULT '';
DROP VIEW evidence;
CREATE VIEW evidence AS
SELECT {first.SAID}, d.author, d.url
FROM mentions m JOIN documents d ON d.key = m.document JOIN events e ON e.key = m.event
WHERE NOT e.hidden
{first.IN_ORDER}
"""


@MIGRATIONS()
def m005_authors(db: Database) -> None:
    """Who wrote a document."""
    db.executescript(_AUTHORS)


_VISITS = """
CREATE TABLE visits (
    url TEXT PRIMARY KEY,                -- the address that was asked for
    page TEXT NOT NULL,                  -- the one that it led to: the id of a document, unless it is a feed
    etag TEXT NOT NULL,
    modified TEXT NOT NULL,              -- as the server wrote it
    feed INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX visits_page ON visits (page);
"""


@MIGRATIONS()
def m006_visits(db: Database) -> None:
    """The addresses of the web that were fetched."""
    db.executescript(_VISITS)


_TALLY = """
ALTER TABLE actors ADD COLUMN events INTEGER NOT NULL DEFAULT 0;    -- that it takes part in and nobody hid
ALTER TABLE actors ADD COLUMN first_date TEXT;                      -- EDTF: the date of the earliest of them
ALTER TABLE actors ADD COLUMN last_date TEXT;
CREATE INDEX actors_events ON actors (events);
UPDATE actors SET
    events = (SELECT count(*) FROM participants p JOIN events e ON e.key = p.event
        WHERE p.actor = actors.key AND NOT e.hidden),
    first_date = (SELECT e.date FROM participants p JOIN events e ON e.key = p.event
        WHERE p.actor = actors.key AND NOT e.hidden AND e.first_day IS NOT NULL
        ORDER BY e.first_day, e.last_day, e.date LIMIT 1),
    last_date = (SELECT e.date FROM participants p JOIN events e ON e.key = p.event
        WHERE p.actor = actors.key AND NOT e.hidden AND e.first_day IS NOT NULL
        ORDER BY e.last_day DESC, e.first_day DESC, e.date DESC LIMIT 1);
"""


@MIGRATIONS()
def m007_tally(db: Database) -> None:
    """In how many events each actor takes part, and when first and last."""
    db.executescript(_TALLY)


@MIGRATIONS()
def m008_leaner(db: Database) -> None:
    """Names are written less often, and hooks are shorter numbers."""
    db.executescript(smaller.LEANER)


@MIGRATIONS()
def m009_around(db: Database) -> None:
    """The names around each sentence; what an older release read has none until it is read again."""
    db.execute("ALTER TABLE mentions ADD COLUMN around TEXT NOT NULL DEFAULT ''")  # folded, parted by spaces


@MIGRATIONS()
def m010_packed(db: Database) -> None:
    """Texts are compressed, a headline that stands in its sentence is not kept twice, and hooks need no index."""
    db.conn.create_function("packed", 1, rows.packed)
    db.conn.create_function("around_packed", 1, lambda names: rows.around_packed(map(name_number, names.split())))
    db.executescript(smaller.PACKED)
    db.execute("INSERT INTO mentions_fts (mentions_fts) VALUES ('optimize')")


@MIGRATIONS()
def m011_names(db: Database) -> None:
    """A name has one row, to which documents and mentions lead, and which alone says for whom it stands."""
    db.conn.create_function("folded", 1, rows.folded, deterministic=True)
    db.executescript(smaller.NAMES)
    documents = db.conn.execute("SELECT key, actors FROM documents WHERE status = 'read' ORDER BY key").fetchall()
    for key, actors in documents:
        named = {(name, kind): aliases for name, kind, aliases in json.loads(rows.unpacked(actors))}
        told = (
            "SELECT DISTINCT ma.name, ma.kind FROM mentions m JOIN mention_actors_before ma ON ma.mention = m.key "
            "WHERE m.document = ?"
        )
        named |= {one: [] for one in db.conn.execute(told, (key,)) if one not in named}
        kept = naming.keys(db, named).values()
        db.conn.execute("UPDATE documents SET names = ? WHERE key = ?", (naming.to_json(kept), key))
    db.executescript(smaller.NAMED)


@MIGRATIONS()
def m012_teller(db: Database) -> None:
    """A headline is kept with the mention that has it alone, and hooks are kept once."""
    db.executescript(smaller.TELLER)


@MIGRATIONS()
def m013_home(db: Database) -> None:
    """The block of a mention is kept where it is another's, and the full-text index without the lengths of texts."""
    db.executescript(smaller.HOME)
