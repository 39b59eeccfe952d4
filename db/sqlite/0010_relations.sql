-- Groups, relations, identifiers, offers, vocabularies and repeated requests.

CREATE TABLE user_groups (
    name       TEXT    NOT NULL PRIMARY KEY,
    title      TEXT    NOT NULL,
    owner      TEXT    NOT NULL,
    version    INTEGER NOT NULL CHECK (version >= 1),
    retired    INTEGER NOT NULL CHECK (retired IN (0, 1)),
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE group_members (
    user_name  TEXT    NOT NULL,
    group_name TEXT    NOT NULL REFERENCES user_groups (name),
    role       TEXT    NOT NULL CHECK (role IN ('member', 'manager')),
    since      INTEGER NOT NULL,
    added_by   TEXT    NOT NULL,
    PRIMARY KEY (user_name, group_name, role)
) STRICT, WITHOUT ROWID;

CREATE INDEX group_members_of_group ON group_members (group_name, role, user_name);

CREATE TABLE group_changes (
    group_name TEXT    NOT NULL REFERENCES user_groups (name),
    version    INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    changed_by TEXT    NOT NULL,
    change     TEXT    NOT NULL,
    PRIMARY KEY (group_name, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE relations (
    id           TEXT    NOT NULL PRIMARY KEY,
    type         TEXT    NOT NULL,
    from_sample  TEXT    NOT NULL REFERENCES samples (id),
    from_version INTEGER,
    from_node    TEXT,
    to_sample    TEXT    NOT NULL REFERENCES samples (id),
    to_version   INTEGER,
    to_node      TEXT,
    created_at   INTEGER NOT NULL,
    created_by   TEXT    NOT NULL,
    ended_at     INTEGER,
    ended_by     TEXT,
    CHECK ((ended_at IS NULL) = (ended_by IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX relations_from ON relations (from_sample, type);
CREATE INDEX relations_to ON relations (to_sample, type);
CREATE UNIQUE INDEX relations_active ON relations (
    from_sample, to_sample, type, coalesce(from_version, 0), coalesce(from_node, ''), coalesce(to_version, 0), coalesce(to_node, ''))
    WHERE ended_at IS NULL;

CREATE TABLE identifiers (
    id         INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    namespace  TEXT    NOT NULL,
    value      TEXT    NOT NULL,
    sample_id  TEXT    NOT NULL REFERENCES samples (id),
    node_id    TEXT,
    added_at   INTEGER NOT NULL,
    added_by   TEXT    NOT NULL,
    removed_at INTEGER,
    removed_by TEXT,
    CHECK ((removed_at IS NULL) = (removed_by IS NULL))
) STRICT;

CREATE UNIQUE INDEX identifiers_active ON identifiers (namespace, value) WHERE removed_at IS NULL;
CREATE INDEX identifiers_of_sample ON identifiers (sample_id, added_at);

CREATE TABLE ownership_offers (
    sample_id  TEXT    NOT NULL PRIMARY KEY REFERENCES samples (id),
    from_user  TEXT    NOT NULL,
    to_user    TEXT    NOT NULL,
    keep       TEXT    NOT NULL,
    message    TEXT,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX ownership_offers_to ON ownership_offers (to_user, sample_id);

CREATE TABLE vocabularies (
    id            TEXT    NOT NULL PRIMARY KEY,
    label         TEXT,
    first_used    INTEGER NOT NULL,
    configuration TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE requests (
    user_name  TEXT    NOT NULL,
    request_id TEXT    NOT NULL,
    hash       BLOB    NOT NULL,
    at         INTEGER NOT NULL,
    answer     TEXT    NOT NULL,
    PRIMARY KEY (user_name, request_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX requests_by_age ON requests (at);
