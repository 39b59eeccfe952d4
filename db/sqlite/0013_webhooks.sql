-- Where events are sent, and how far each receiver has come. The secret is encrypted with the key "webhook" of service_keys; types are separated
-- by commas, NULL for all; position is that of the last event received.
CREATE TABLE webhooks (
    id            TEXT    NOT NULL PRIMARY KEY,
    maker         TEXT    NOT NULL,
    url           TEXT    NOT NULL,
    secret        BLOB    NOT NULL,
    types         TEXT,
    sample_id     TEXT,
    as_admin      INTEGER NOT NULL,
    created_at    INTEGER NOT NULL,
    position      INTEGER NOT NULL,
    failing_since INTEGER,
    failures      INTEGER NOT NULL DEFAULT 0,
    next_attempt  INTEGER,
    last_attempt  INTEGER,
    last_status   INTEGER,
    last_fault    TEXT,
    dead_at       INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX webhooks_of_maker ON webhooks (maker, created_at, id);
