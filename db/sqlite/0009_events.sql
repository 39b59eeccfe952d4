-- What changed, and where, without content: a row for each change, written in its transaction. Since there is one writer, positions are in the
-- order of the transactions; they are without gaps.
CREATE TABLE events (
    position    INTEGER NOT NULL PRIMARY KEY,
    at          INTEGER NOT NULL,
    type        TEXT    NOT NULL,
    by_user     TEXT,
    sample_id   TEXT,
    version     INTEGER,
    link_id     TEXT,
    relation_id TEXT,
    identifier  TEXT,
    group_name  TEXT,
    acl_version INTEGER
) STRICT;

CREATE INDEX events_of_sample ON events (sample_id, position);

-- The last position given, which stays when old events are removed. No row before the first.
CREATE TABLE event_positions (
    single INTEGER NOT NULL PRIMARY KEY DEFAULT 1 CHECK (single = 1),
    last INTEGER NOT NULL
) STRICT;
