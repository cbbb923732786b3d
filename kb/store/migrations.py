"""The tables, and every change made to them since: append only, a store of an older release is brought up to date."""

from sqlite_utils import Database, Migrations

MIGRATIONS = Migrations("kb")
APPLICATION_ID = 0x6B627473
UNMERGED = ""  # the block of mentions that an older release merged: the next writing merges them again

_TABLES = """
CREATE TABLE documents (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,             -- the id it came with, else its URL, else its path from the store's folder
    title TEXT NOT NULL DEFAULT '',
    published TEXT,                      -- EDTF
    published_basis TEXT NOT NULL DEFAULT 'none',
    publisher TEXT NOT NULL DEFAULT '',
    url TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL CHECK (status IN ('read', 'failed')),
    reason TEXT NOT NULL DEFAULT '',     -- why it failed
    fingerprint TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',     -- publisher, url, title and id, folded, for the filter of that name
    actors TEXT NOT NULL DEFAULT '[]',   -- JSON: who the document names, as [name, kind, [alias, ...]]
    text TEXT NOT NULL DEFAULT ''
);
CREATE INDEX documents_source ON documents (source);
CREATE INDEX documents_status ON documents (status);

CREATE TABLE actors (
    key INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    fold TEXT NOT NULL,
    last TEXT NOT NULL                   -- the last word of a person's name, folded
);
CREATE INDEX actors_fold ON actors (fold);
CREATE INDEX actors_last ON actors (last);

CREATE TABLE aliases (
    actor INTEGER REFERENCES actors (key) ON DELETE SET NULL,
    name TEXT NOT NULL,                  -- the fullest name in the documents that say `alias`
    alias TEXT NOT NULL,
    kind TEXT NOT NULL,
    documents INTEGER NOT NULL,
    name_fold TEXT NOT NULL,
    alias_fold TEXT NOT NULL,
    PRIMARY KEY (name, alias, kind)
) WITHOUT ROWID;
CREATE INDEX aliases_actor ON aliases (actor);
CREATE INDEX aliases_name ON aliases (name_fold);
CREATE INDEX aliases_alias ON aliases (alias_fold);

CREATE TABLE places (
    name TEXT PRIMARY KEY,
    fold TEXT NOT NULL,
    mentions INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE events (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    date TEXT,                           -- EDTF
    date_min TEXT,                       -- ISO days
    date_max TEXT,
    first_day INTEGER,                   -- the same as day numbers, in which years before 1 stand in order
    last_day INTEGER,
    clock TEXT NOT NULL,                 -- time of day as TIMEX3 writes it: 14:30, MO, EV
    extent INTEGER NOT NULL,             -- 1 for an interval that the event filled, 0 for one unit of the calendar
    basis TEXT NOT NULL,
    type TEXT NOT NULL,
    mode TEXT NOT NULL,
    certainty TEXT NOT NULL,
    confidence REAL NOT NULL,
    headline TEXT NOT NULL,
    place TEXT NOT NULL,
    killed_low INTEGER, killed_best INTEGER, killed_high INTEGER,
    injured_low INTEGER, injured_best INTEGER, injured_high INTEGER,
    sources INTEGER NOT NULL,            -- documents that tell of it
    mentions INTEGER NOT NULL,
    block TEXT NOT NULL
);
CREATE INDEX events_id ON events (id);
CREATE INDEX events_days ON events (first_day, last_day);
CREATE INDEX events_extent ON events (last_day) WHERE extent = 1;
CREATE INDEX events_date_min ON events (date_min, date_max);
CREATE INDEX events_block ON events (block);
CREATE INDEX events_place ON events (place);

CREATE TABLE mentions (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
    event INTEGER REFERENCES events (key) ON DELETE SET NULL,
    founds TEXT NOT NULL,                -- the id of the event that this mention would be the first of
    block TEXT NOT NULL,                 -- mentions are merged within a block
    date TEXT,
    clock TEXT NOT NULL,
    basis TEXT NOT NULL,
    type TEXT NOT NULL,
    mode TEXT NOT NULL,
    certainty TEXT NOT NULL,
    confidence REAL NOT NULL,
    "trigger" TEXT NOT NULL,
    headline TEXT NOT NULL,
    evidence TEXT NOT NULL,
    place TEXT NOT NULL,
    killed_low INTEGER, killed_best INTEGER, killed_high INTEGER,
    injured_low INTEGER, injured_best INTEGER, injured_high INTEGER,
    sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL,   -- characters of documents.text
    trigger_start INTEGER NOT NULL, trigger_end INTEGER NOT NULL
);
CREATE INDEX mentions_document ON mentions (document);
CREATE INDEX mentions_event ON mentions (event);
CREATE INDEX mentions_founds ON mentions (founds);
CREATE INDEX mentions_block ON mentions (block);

CREATE TABLE mention_actors (
    mention INTEGER NOT NULL REFERENCES mentions (key) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    actor INTEGER REFERENCES actors (key) ON DELETE SET NULL,
    name TEXT NOT NULL,                  -- as the document's fullest name has it
    kind TEXT NOT NULL,
    role TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (mention, position)
) WITHOUT ROWID;
CREATE INDEX mention_actors_actor ON mention_actors (actor);

CREATE TABLE participants (
    event INTEGER NOT NULL REFERENCES events (key) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    actor INTEGER REFERENCES actors (key) ON DELETE CASCADE,
    role TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (event, position)
) WITHOUT ROWID;
CREATE INDEX participants_actor ON participants (actor, event);

CREATE TABLE edits (
    key INTEGER PRIMARY KEY,
    made TEXT NOT NULL,                  -- ISO date and time, UTC
    act TEXT NOT NULL,
    target TEXT NOT NULL,                -- the id of an event, or the name of an actor
    change TEXT NOT NULL,                -- JSON
    undone INTEGER NOT NULL DEFAULT 0
);
"""

_SEARCH = """
CREATE VIRTUAL TABLE mentions_fts USING fts5 (
    headline, evidence, content="mentions", content_rowid="key", tokenize="porter unicode61 remove_diacritics 2"
);
CREATE TRIGGER mentions_fts_insert AFTER INSERT ON mentions BEGIN
    INSERT INTO mentions_fts (rowid, headline, evidence) VALUES (new.key, new.headline, new.evidence);
END;
CREATE TRIGGER mentions_fts_delete AFTER DELETE ON mentions BEGIN
    INSERT INTO mentions_fts (mentions_fts, rowid, headline, evidence)
    VALUES ('delete', old.key, old.headline, old.evidence);
END;
CREATE TRIGGER mentions_fts_update AFTER UPDATE OF headline, evidence ON mentions BEGIN
    INSERT INTO mentions_fts (mentions_fts, rowid, headline, evidence)
    VALUES ('delete', old.key, old.headline, old.evidence);
    INSERT INTO mentions_fts (rowid, headline, evidence) VALUES (new.key, new.headline, new.evidence);
END;
"""

_VIEWS = """
CREATE VIEW timeline AS
SELECT e.date, e.type, e.headline, e.place,
    (SELECT group_concat(name, '; ') FROM (SELECT a.name FROM participants p JOIN actors a ON a.key = p.actor
        WHERE p.event = e.key AND p.role = 'source' ORDER BY p.position)) AS source,
    (SELECT group_concat(name, '; ') FROM (SELECT a.name FROM participants p JOIN actors a ON a.key = p.actor
        WHERE p.event = e.key AND p.role = 'target' ORDER BY p.position)) AS target,
    (SELECT group_concat(name, '; ') FROM (SELECT a.name FROM participants p JOIN actors a ON a.key = p.actor
        WHERE p.event = e.key AND p.role = 'other' ORDER BY p.position)) AS other,
    e.killed_best AS killed, e.injured_best AS injured, e.certainty, e.basis, e.confidence,
    e.sources, e.mentions, e.date_min, e.date_max, e.id
FROM events e ORDER BY e.first_day IS NULL, e.first_day, e.last_day, e.id;

CREATE VIEW evidence AS
SELECT e.id AS event, e.date, m.evidence, m."trigger", m.type, m.certainty, m.basis, m.date AS said_date, m.place,
    m.killed_low, m.killed_best, m.killed_high, m.injured_low, m.injured_best, m.injured_high,
    d.id AS document, d.title, d.published, d.published_basis, d.publisher, d.url
FROM mentions m JOIN documents d ON d.key = m.document LEFT JOIN events e ON e.key = m.event
ORDER BY e.first_day IS NULL, e.first_day, e.last_day, e.id,
    d.published IS NULL, d.published, d.id, m.trigger_start;
"""


@MIGRATIONS()
def m001_initial(db: Database) -> None:
    """Documents, mentions, events, actors, the search index and two views for people."""
    db.executescript(_TABLES)
    db.executescript(_SEARCH)
    db.executescript(_VIEWS)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")


_HAND = """
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
SELECT e.date, e.type, e.headline, e.place,
    (SELECT group_concat(name, '; ') FROM (SELECT a.name FROM participants p JOIN actors a ON a.key = p.actor
        WHERE p.event = e.key AND p.role = 'source' ORDER BY p.position)) AS source,
    (SELECT group_concat(name, '; ') FROM (SELECT a.name FROM participants p JOIN actors a ON a.key = p.actor
        WHERE p.event = e.key AND p.role = 'target' ORDER BY p.position)) AS target,
    (SELECT group_concat(name, '; ') FROM (SELECT a.name FROM participants p JOIN actors a ON a.key = p.actor
        WHERE p.event = e.key AND p.role = 'other' ORDER BY p.position)) AS other,
    e.killed_best AS killed, e.injured_best AS injured, e.certainty, e.basis, e.confidence,
    e.sources, e.mentions, e.date_min, e.date_max, e.id, e.edited
FROM events e WHERE NOT e.hidden ORDER BY e.first_day IS NULL, e.first_day, e.last_day, e.id;

DROP VIEW evidence;
CREATE VIEW evidence AS
SELECT e.id AS event, e.date, m.evidence, m."trigger", m.type, m.certainty, m.basis, m.date AS said_date, m.place,
    m.killed_low, m.killed_best, m.killed_high, m.injured_low, m.injured_best, m.injured_high,
    d.id AS document, d.title, d.published, d.published_basis, d.publisher, d.url
FROM mentions m JOIN documents d ON d.key = m.document JOIN events e ON e.key = m.event
WHERE NOT e.hidden
ORDER BY e.first_day IS NULL, e.first_day, e.last_day, e.id,
    d.published IS NULL, d.published, d.id, m.trigger_start;
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


_AUTHORS = """
ALTER TABLE documents ADD COLUMN author TEXT NOT NULL DEFAULT '';
DROP VIEW evidence;
CREATE VIEW evidence AS
SELECT e.id AS event, e.date, m.evidence, m."trigger", m.type, m.certainty, m.basis, m.date AS said_date, m.place,
    m.killed_low, m.killed_best, m.killed_high, m.injured_low, m.injured_best, m.injured_high,
    d.id AS document, d.title, d.published, d.published_basis, d.publisher, d.author, d.url
FROM mentions m JOIN documents d ON d.key = m.document JOIN events e ON e.key = m.event
WHERE NOT e.hidden
ORDER BY e.first_day IS NULL, e.first_day, e.last_day, e.id,
    d.published IS NULL, d.published, d.id, m.trigger_start;
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


# An index of a table without rowid holds its whole primary key, here two names, once more.
_LEANER = """
ALTER TABLE aliases RENAME TO aliases_before;
DROP INDEX aliases_actor;
DROP INDEX aliases_name;
DROP INDEX aliases_alias;
DROP INDEX aliases_given;
CREATE TABLE aliases (
    actor INTEGER REFERENCES actors (key) ON DELETE SET NULL,
    name TEXT NOT NULL,                  -- the fullest name in the documents that say `alias`
    alias TEXT NOT NULL,
    kind TEXT NOT NULL,
    documents INTEGER NOT NULL,
    name_fold TEXT NOT NULL,
    alias_fold TEXT NOT NULL,
    given TEXT NOT NULL DEFAULT '',      -- a person's: alias, apart, name, actor
    edit INTEGER NOT NULL DEFAULT 0,     -- the act that says so
    UNIQUE (name, alias, kind)
);
INSERT INTO aliases SELECT actor, name, alias, kind, documents, name_fold, alias_fold, given, edit FROM aliases_before;
DROP TABLE aliases_before;
CREATE INDEX aliases_actor ON aliases (actor);
CREATE INDEX aliases_name ON aliases (name_fold);
CREATE INDEX aliases_alias ON aliases (alias_fold);
CREATE INDEX aliases_given ON aliases (given) WHERE given <> '';

ALTER TABLE hooks RENAME TO hooks_before;
DROP INDEX hooks_mention;
CREATE TABLE hooks (
    hook INTEGER NOT NULL,
    mention INTEGER NOT NULL REFERENCES mentions (key) ON DELETE CASCADE,
    PRIMARY KEY (hook, mention)
) WITHOUT ROWID;
INSERT OR IGNORE INTO hooks SELECT hook & 0x7fffffff, mention FROM hooks_before;
DROP TABLE hooks_before;
CREATE INDEX hooks_mention ON hooks (mention);

UPDATE documents SET actors = (
    SELECT json_group_array(json_array(
        json_extract(one.value, '$[0]'), json_extract(one.value, '$[1]'),
        (SELECT json_group_array(alias.value) FROM json_each(one.value, '$[2]') alias
            WHERE alias.value <> json_extract(one.value, '$[0]'))
    )) FROM json_each(documents.actors) one
);
"""


@MIGRATIONS()
def m008_leaner(db: Database) -> None:
    """Names are written less often, and hooks are shorter numbers."""
    db.executescript(_LEANER)


@MIGRATIONS()
def m009_around(db: Database) -> None:
    """The names around each sentence; what an older release read has none until it is read again."""
    db.execute("ALTER TABLE mentions ADD COLUMN around TEXT NOT NULL DEFAULT ''")  # folded, parted by spaces
