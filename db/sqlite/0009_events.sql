-- What changed, and where, without content: a row for each change, written in its transaction. Since there is one writer, positions are in the
-- order of the transactions; they are without gaps, and go on from the newest, which is never removed.
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
