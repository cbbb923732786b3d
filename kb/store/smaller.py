"""The statements of the migrations by which a store became smaller."""

from kb.store import first

# An index of a table without rowid holds its whole primary key, here two names, once more.
LEANER = """
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

# A text is packed as the archives of SQLite have it: by zlib, where that makes it shorter, beside its size in bytes.
PACKED = """
ALTER TABLE documents ADD COLUMN size INTEGER NOT NULL DEFAULT 0;           -- bytes of the text unpacked
UPDATE documents SET size = length(CAST(text AS BLOB)), text = packed(text), actors = packed(actors);

ALTER TABLE mentions ADD COLUMN headline_start INTEGER NOT NULL DEFAULT 0;  -- characters of the evidence that are
ALTER TABLE mentions ADD COLUMN headline_end INTEGER NOT NULL DEFAULT 0;    -- the headline, where `headline` is empty
UPDATE mentions SET
    around = around_packed(around),                                         -- the names as numbers, three bytes each
    headline_start = instr(evidence, headline) - 1,
    headline_end = instr(evidence, headline) - 1 + length(headline),
    headline = ''
WHERE instr(evidence, headline);
UPDATE mentions SET around = around_packed(around) WHERE typeof(around) = 'text';

ALTER TABLE hooks RENAME TO hooks_before;
CREATE TABLE hooks (                     -- an index of the hooks of mentions, by hook
    hook INTEGER NOT NULL,
    mention INTEGER NOT NULL,
    PRIMARY KEY (hook, mention)
) WITHOUT ROWID;
INSERT INTO hooks SELECT hook, mention FROM hooks_before;
DROP TABLE hooks_before;
"""

NAMES = """
ALTER TABLE aliases RENAME TO aliases_before;
DROP INDEX aliases_actor;
DROP INDEX aliases_name;
DROP INDEX aliases_alias;
DROP INDEX aliases_given;
CREATE TABLE names (
    key INTEGER PRIMARY KEY,
    actor INTEGER REFERENCES actors (key) ON DELETE SET NULL,
    name TEXT NOT NULL,                  -- the fullest name in the documents that have it
    kind TEXT NOT NULL,
    documents INTEGER NOT NULL DEFAULT 0,
    given TEXT NOT NULL DEFAULT '',      -- what a person says of it: actor, name
    edit INTEGER NOT NULL DEFAULT 0,     -- the act that says so
    folded TEXT,                         -- NULL where lower case is all
    fold TEXT GENERATED ALWAYS AS (ifnull(folded, lower(name))) VIRTUAL
);
INSERT INTO names (actor, name, kind, documents, given, edit, folded)
SELECT max(actor), name, kind, sum(iif(alias = name, documents, 0)), max(iif(alias = name, given, '')),
    max(iif(alias = name, edit, 0)), folded(name)
FROM aliases_before GROUP BY name, kind ORDER BY min(rowid);
CREATE INDEX names_fold ON names (fold);
CREATE INDEX names_actor ON names (actor);
CREATE INDEX names_given ON names (given) WHERE given <> '';

CREATE TABLE aliases (
    key INTEGER PRIMARY KEY,
    name INTEGER NOT NULL REFERENCES names (key) ON DELETE CASCADE,
    alias TEXT NOT NULL,                 -- another name in the documents that have the name
    documents INTEGER NOT NULL DEFAULT 0,
    given TEXT NOT NULL DEFAULT '',      -- what a person says of the two: alias, apart, name
    edit INTEGER NOT NULL DEFAULT 0,
    folded TEXT,
    fold TEXT GENERATED ALWAYS AS (ifnull(folded, lower(alias))) VIRTUAL
);
INSERT INTO aliases (name, alias, documents, given, edit, folded)
SELECT n.key, b.alias, b.documents, b.given, b.edit, folded(b.alias)
FROM aliases_before b JOIN names n ON n.fold = ifnull(folded(b.name), lower(b.name)) AND n.name = b.name
    AND n.kind = b.kind
WHERE b.alias <> b.name ORDER BY b.rowid;
DROP TABLE aliases_before;
CREATE INDEX aliases_name ON aliases (name);
CREATE INDEX aliases_fold ON aliases (fold);
CREATE INDEX aliases_given ON aliases (given) WHERE given <> '';

DROP INDEX actors_fold;
DROP INDEX actors_last;
DROP INDEX actors_events;
ALTER TABLE actors DROP COLUMN fold;
ALTER TABLE actors ADD COLUMN folded TEXT;
ALTER TABLE actors ADD COLUMN fold TEXT GENERATED ALWAYS AS (ifnull(folded, lower(name))) VIRTUAL;
UPDATE actors SET folded = folded(name) WHERE folded(name) IS NOT NULL;
CREATE INDEX actors_last ON actors (last) WHERE last <> '';
CREATE INDEX actors_events ON actors (events) WHERE events > 0;

ALTER TABLE mention_actors RENAME TO mention_actors_before;
DROP INDEX mention_actors_actor;
CREATE TABLE mention_actors (
    mention INTEGER NOT NULL REFERENCES mentions (key) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name INTEGER NOT NULL REFERENCES names (key),
    role TEXT NOT NULL,
    words TEXT,                          -- NULL where they are the name
    PRIMARY KEY (mention, position)
) WITHOUT ROWID;
ALTER TABLE documents ADD COLUMN names TEXT NOT NULL DEFAULT '[]';  -- JSON: the keys of each name and its other names
"""

# A name goes with those that it has itself; those that only removed documents have stand for nobody.
NAMED = """
INSERT INTO mention_actors (mention, position, name, role, words)
SELECT b.mention, b.position, n.key, b.role, nullif(b.words, b.name)
FROM mention_actors_before b JOIN names n ON n.fold = ifnull(folded(b.name), lower(b.name)) AND n.name = b.name
    AND n.kind = b.kind;
DROP TABLE mention_actors_before;
CREATE INDEX mention_actors_name ON mention_actors (name);
ALTER TABLE documents DROP COLUMN actors;

CREATE VIEW namings AS
SELECT actor, name, kind, name AS alias, documents, given, edit, fold FROM names WHERE documents > 0 OR given <> ''
UNION ALL
SELECT n.actor, n.name, n.kind, a.alias, a.documents, a.given, a.edit, a.fold
FROM aliases a JOIN names n ON n.key = a.name WHERE a.documents > 0 OR a.given <> '';
"""

# An event's own headline, or that of its teller: words of its own, or those characters of its sentence.
_HEADLINE = """ifnull(nullif(e.headline, ''), (SELECT ifnull(nullif(m.headline, ''),
        substr(m.evidence, m.headline_start + 1, m.headline_end - m.headline_start))
        FROM mentions m WHERE m.key = e.teller)) AS headline"""
TELLER = f"""
DROP TABLE IF EXISTS mention_hooks;
DROP INDEX events_date_min;
CREATE INDEX events_date_min ON events (date_min);
ALTER TABLE events ADD COLUMN teller INTEGER;    -- key of the mention whose headline it has, where `headline` is empty
UPDATE events SET teller = (
    SELECT m.key FROM mentions m JOIN documents d ON d.key = m.document WHERE m.event = events.key AND events.headline =
        ifnull(nullif(m.headline, ''), substr(m.evidence, m.headline_start + 1, m.headline_end - m.headline_start))
    ORDER BY d.published IS NULL, d.published, d.id, m.sentence_start, m.trigger_start, m.type LIMIT 1
);
UPDATE events SET headline = '' WHERE teller IS NOT NULL;

DROP VIEW timeline;
CREATE VIEW timeline AS
SELECT {first.SHOWN.replace("e.headline", _HEADLINE)}, e.edited
FROM events e WHERE NOT e.hidden ORDER BY e.first_day IS NULL, e.first_day, e.last_day, e.id;
"""

# A block is called by what its first mention founds, which most mentions do for themselves.
HOME = """
DROP INDEX mentions_block;
ALTER TABLE mentions ADD COLUMN home TEXT;       -- the block that it is in, NULL where that is called by itself
UPDATE mentions SET home = block WHERE block <> founds;
ALTER TABLE mentions DROP COLUMN block;
ALTER TABLE mentions ADD COLUMN block TEXT GENERATED ALWAYS AS (ifnull(home, founds)) VIRTUAL;
CREATE INDEX mentions_home ON mentions (home) WHERE home IS NOT NULL;

DROP INDEX events_block;
ALTER TABLE events ADD COLUMN home TEXT;
UPDATE events SET home = block WHERE block <> id;
ALTER TABLE events DROP COLUMN block;
ALTER TABLE events ADD COLUMN block TEXT GENERATED ALWAYS AS (ifnull(home, id)) VIRTUAL;
CREATE INDEX events_home ON events (home) WHERE home IS NOT NULL;

DROP TABLE mentions_fts;
CREATE VIRTUAL TABLE mentions_fts USING fts5 (
    headline, evidence, content="mentions", content_rowid="key", columnsize=0,
    tokenize="porter unicode61 remove_diacritics 2"
);
INSERT INTO mentions_fts (mentions_fts) VALUES ('rebuild');
"""
