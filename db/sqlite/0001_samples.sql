-- Samples, their versions and nodes, and the links of data to nodes.
--
-- Ids are UUIDs in lower case with hyphens. Times (..._at) are milliseconds since 1970-01-01T00:00:00Z.
-- A write id names one attempt to write: an attempt that is repeated finds by it what it had done already.

-- A sample apart from its versions. head is its newest version. acl_version grows by one with every stored change of
-- the rights, so that a write can be conditional on the rights that allowed it.
CREATE TABLE samples (
    id             TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    owner          TEXT    NOT NULL,
    head           INTEGER NOT NULL CHECK (head >= 1),
    public_read    INTEGER NOT NULL CHECK (public_read IN (0, 1)),
    acl_version    INTEGER NOT NULL CHECK (acl_version >= 1),
    acl_updated_at INTEGER NOT NULL,
    acl_write_id   TEXT,    -- of the newest change of the rights; NULL if they were never changed
    created_at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who else has rights on a sample, and which; each includes the lower ones. The owner is not listed.
CREATE TABLE sample_acls (
    sample_id TEXT NOT NULL REFERENCES samples (id),
    user_name TEXT NOT NULL,
    level     TEXT NOT NULL CHECK (level IN ('admin', 'write', 'read')),
    PRIMARY KEY (sample_id, user_name)
) STRICT, WITHOUT ROWID;

CREATE INDEX sample_acls_of_user ON sample_acls (user_name);

-- The saved versions: 1, 2, 3 ... without gaps. A row never changes. node_tree is the JSON text of all nodes as callers
-- see it, in ASCII; it stands last so that the other columns are read without it.
CREATE TABLE sample_versions (
    sample_id  TEXT    NOT NULL REFERENCES samples (id),
    version    INTEGER NOT NULL CHECK (version >= 1),
    name       TEXT,
    saved_by   TEXT    NOT NULL,
    saved_at   INTEGER NOT NULL,
    write_id   TEXT    NOT NULL,
    node_count INTEGER NOT NULL CHECK (node_count >= 1),
    node_tree  TEXT    NOT NULL,
    PRIMARY KEY (sample_id, version)
) STRICT;

-- A first version is found by the id of its sample.
CREATE UNIQUE INDEX sample_versions_by_write ON sample_versions (sample_id, write_id) WHERE version > 1;

-- The nodes of each version: position counts from 0 in the order saved; start and length say in bytes where the JSON
-- text of the node stands within node_tree (start counts from 0).
CREATE TABLE sample_nodes (
    sample_id TEXT    NOT NULL,
    version   INTEGER NOT NULL,
    node_id   TEXT    NOT NULL,
    position  INTEGER NOT NULL CHECK (position >= 0),
    start     INTEGER NOT NULL CHECK (start >= 0),
    length    INTEGER NOT NULL CHECK (length >= 1),
    PRIMARY KEY (sample_id, version, node_id),
    FOREIGN KEY (sample_id, version) REFERENCES sample_versions (sample_id, version)
) STRICT, WITHOUT ROWID;

-- Links from data units to nodes. A data unit is an object version of a workspace (workspace_id/object_id/object_version),
-- or the part of one that data_id names; data_id is empty for the whole object. A link is never deleted. It is ended
-- once; expired_at is then the last millisecond at which it was active. Active links have NULL in the expired columns.
CREATE TABLE data_links (
    id               TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    workspace_id     INTEGER NOT NULL CHECK (workspace_id >= 1),
    object_id        INTEGER NOT NULL CHECK (object_id >= 1),
    object_version   INTEGER NOT NULL CHECK (object_version >= 1),
    data_id          TEXT    NOT NULL DEFAULT '',
    sample_id        TEXT    NOT NULL,
    version          INTEGER NOT NULL,
    node_id          TEXT    NOT NULL,
    created_by       TEXT    NOT NULL,
    created_at       INTEGER NOT NULL,
    expired_by       TEXT,
    expired_at       INTEGER CHECK (expired_at >= created_at),
    created_write_id TEXT    NOT NULL,
    expired_write_id TEXT,
    FOREIGN KEY (sample_id, version, node_id) REFERENCES sample_nodes (sample_id, version, node_id),
    CHECK ((expired_at IS NULL) = (expired_by IS NULL)),
    CHECK ((expired_at IS NULL) = (expired_write_id IS NULL))
) STRICT;

-- At most one active link a data unit. Finds the active links of an object version as well.
CREATE UNIQUE INDEX data_links_active_of_unit
    ON data_links (workspace_id, object_id, object_version, data_id) WHERE expired_at IS NULL;

CREATE INDEX data_links_active_of_sample ON data_links (sample_id, version) WHERE expired_at IS NULL;

-- All links, for what was active at a moment in the past.
CREATE INDEX data_links_of_object ON data_links (workspace_id, object_id, object_version, created_at);

CREATE INDEX data_links_of_sample ON data_links (sample_id, version, created_at);

-- Whether an object version was ever linked to a sample.
CREATE INDEX data_links_of_object_and_sample ON data_links (workspace_id, object_id, object_version, sample_id);

-- How many active links lead from an object version and to a sample version; kept with each change of data_links, so
-- that a limit is checked without counting. No row means none.
CREATE TABLE object_link_counts (
    workspace_id   INTEGER NOT NULL,
    object_id      INTEGER NOT NULL,
    object_version INTEGER NOT NULL,
    active         INTEGER NOT NULL CHECK (active >= 0),
    PRIMARY KEY (workspace_id, object_id, object_version)
) STRICT, WITHOUT ROWID;

CREATE TABLE sample_link_counts (
    sample_id TEXT    NOT NULL,
    version   INTEGER NOT NULL,
    active    INTEGER NOT NULL CHECK (active >= 0),
    PRIMARY KEY (sample_id, version)
) STRICT, WITHOUT ROWID;
