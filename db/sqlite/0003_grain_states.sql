-- The states of grains that keep their own, by the name of the state, which is unique in the service, and the key of
-- the grain: key_text is the key of a grain whose key is text, or the extension of another key; key_n0 and key_n1 are
-- the halves of a key that is a GUID, in the order of its bytes in .NET; a key that is a number is in key_n1. What does
-- not apply is empty or 0.
--
-- state is JSON, NULL after it was cleared. version grows by one with every write, clearing included; a write is
-- conditional on it.
CREATE TABLE grain_states (
    service_id  TEXT    NOT NULL,
    state_name  TEXT    NOT NULL,
    key_text    TEXT    NOT NULL DEFAULT '',
    key_n0      INTEGER NOT NULL DEFAULT 0,
    key_n1      INTEGER NOT NULL DEFAULT 0,
    state       TEXT    CHECK (json_valid(state)),
    version     INTEGER NOT NULL CHECK (version >= 1),
    modified_at INTEGER NOT NULL,
    PRIMARY KEY (service_id, state_name, key_text, key_n0, key_n1)
) STRICT, WITHOUT ROWID;
