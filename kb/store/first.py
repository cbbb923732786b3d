"""The tables, the search index and the views of the first release; `migrations` has every change since."""

TABLES = """
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

SEARCH = """
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

# The columns and the order that the views have had ever since; `migrations` adds to them.
SHOWN = """e.date, e.type, e.headline, e.place,
    (SELECT group_concat(name, '; ') FROM (SELECT a.name FROM participants p JOIN actors a ON a.key = p.actor
        WHERE p.event = e.key AND p.role = 'source' ORDER BY p.position)) AS source,
    (SELECT group_concat(name, '; ') FROM (SELECT a.name FROM participants p JOIN actors a ON a.key = p.actor
        WHERE p.event = e.key AND p.role = 'target' ORDER BY p.position)) AS target,
    (SELECT group_concat(name, '; ') FROM (SELECT a.name FROM participants p JOIN actors a ON a.key = p.actor
        WHERE p.event = e.key AND p.role = 'other' ORDER BY p.position)) AS other,
    e.killed_best AS killed, e.injured_best AS injured, e.certainty, e.basis, e.confidence,
    e.sources, e.mentions, e.date_min, e.date_max, e.id"""
SAID = """e.id AS event, e.date, m.evidence, m."trigger", m.type, m.certainty, m.basis, m.date AS said_date, m.place,
    m.killed_low, m.killed_best, m.killed_high, m.injured_low, m.injured_best, m.injured_high,
    d.id AS document, d.title, d.published, d.published_basis, d.publisher"""
IN_ORDER = """ORDER BY e.first_day IS NULL, e.first_day, e.last_day, e.id,
    d.published IS NULL, d.published, d.id, m.trigger_start;"""

VIEWS = f"""
CREATE VIEW timeline AS
SELECT {SHOWN}
FROM events e ORDER BY e.first_day IS NULL, e.first_day, e.last_day, e.id;

CREATE VIEW evidence AS
SELECT {SAID}, d.url
FROM mentions m JOIN documents d ON d.key = m.document LEFT JOIN events e ON e.key = m.event
{IN_ORDER}
"""
