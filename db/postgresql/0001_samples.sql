-- Samples, their versions and nodes, and the links of data to nodes.
--
-- Times (..._at) are milliseconds since 1970-01-01T00:00:00Z; to_timestamp(created_at / 1000.0) shows one.
-- A write id names one attempt to write: an attempt that is repeated finds by it what it had done already.
-- Text is compared byte by byte (COLLATE "C"), which is the order of code points and the same on every machine.

CREATE TABLE samples (
    id             uuid    NOT NULL PRIMARY KEY,
    owner          text    COLLATE "C" NOT NULL,
    head           integer NOT NULL CHECK (head >= 1),
    public_read    boolean NOT NULL,
    acl_version    bigint  NOT NULL CHECK (acl_version >= 1),
    acl_updated_at bigint  NOT NULL,
    acl_write_id   uuid,
    created_at     bigint  NOT NULL
) WITH (fillfactor = 80); -- Room to change a row within its page.

COMMENT ON TABLE samples IS
    'Samples apart from their versions. Who writes on condition of the rights or the head locks the row.';
COMMENT ON COLUMN samples.head IS 'The newest version.';
COMMENT ON COLUMN samples.acl_version IS 'Grows by one with every stored change of the rights.';
COMMENT ON COLUMN samples.acl_write_id IS
    'Write id of the newest change of the rights; NULL if they were never changed.';

CREATE TABLE sample_acls (
    sample_id uuid NOT NULL REFERENCES samples (id),
    user_name text COLLATE "C" NOT NULL,
    level     text COLLATE "C" NOT NULL CHECK (level IN ('admin', 'write', 'read')),
    PRIMARY KEY (sample_id, user_name)
);

CREATE INDEX sample_acls_of_user ON sample_acls (user_name);

COMMENT ON TABLE sample_acls IS
    'Who else has rights on a sample, and which; each includes the lower ones. The owner is not listed.';

CREATE TABLE sample_versions (
    sample_id  uuid    NOT NULL REFERENCES samples (id),
    version    integer NOT NULL CHECK (version >= 1),
    name       text    COLLATE "C",
    saved_by   text    COLLATE "C" NOT NULL,
    saved_at   bigint  NOT NULL,
    write_id   uuid    NOT NULL,
    node_count integer NOT NULL CHECK (node_count >= 1),
    node_tree  text    COLLATE "C" NOT NULL,
    PRIMARY KEY (sample_id, version)
);

-- A first version is found by the id of its sample. write_id comes first so that nobody looks for a version by it.
CREATE UNIQUE INDEX sample_versions_by_write ON sample_versions (write_id, sample_id) WHERE version > 1;

COMMENT ON TABLE sample_versions IS 'The saved versions: 1, 2, 3 ... without gaps. A row never changes.';
COMMENT ON COLUMN sample_versions.node_tree IS
    'The JSON text of all nodes as callers see it, in ASCII. Not jsonb, which would change it.';

-- LZ4 packs trees several times faster than the default. Not every server has it.
DO $$
BEGIN
    EXECUTE 'ALTER TABLE sample_versions ALTER COLUMN node_tree SET COMPRESSION lz4';
EXCEPTION
    WHEN feature_not_supported OR syntax_error OR invalid_parameter_value THEN
        RAISE NOTICE 'node_tree keeps the default compression: %', SQLERRM;
END
$$;

CREATE TABLE sample_nodes (
    sample_id uuid    NOT NULL,
    version   integer NOT NULL,
    node_id   text    COLLATE "C" NOT NULL,
    position  integer NOT NULL CHECK (position >= 0),
    start     integer NOT NULL CHECK (start >= 0),
    length    integer NOT NULL CHECK (length >= 1),
    PRIMARY KEY (sample_id, version, node_id),
    FOREIGN KEY (sample_id, version) REFERENCES sample_versions (sample_id, version)
);

COMMENT ON TABLE sample_nodes IS
    'The nodes of each version, and where the JSON text of each stands within node_tree.';
COMMENT ON COLUMN sample_nodes.position IS 'Counts from 0 in the order saved.';
COMMENT ON COLUMN sample_nodes.start IS 'First byte of the node in node_tree, from 0 on.';

CREATE TABLE data_links (
    id               uuid    NOT NULL PRIMARY KEY,
    workspace_id     bigint  NOT NULL CHECK (workspace_id >= 1),
    object_id        bigint  NOT NULL CHECK (object_id >= 1),
    object_version   bigint  NOT NULL CHECK (object_version >= 1),
    data_id          text    COLLATE "C" NOT NULL DEFAULT '',
    sample_id        uuid    NOT NULL,
    version          integer NOT NULL,
    node_id          text    COLLATE "C" NOT NULL,
    created_by       text    COLLATE "C" NOT NULL,
    created_at       bigint  NOT NULL,
    expired_by       text    COLLATE "C",
    expired_at       bigint  CHECK (expired_at >= created_at),
    created_write_id uuid    NOT NULL,
    expired_write_id uuid,
    FOREIGN KEY (sample_id, version, node_id) REFERENCES sample_nodes (sample_id, version, node_id),
    CHECK ((expired_at IS NULL) = (expired_by IS NULL)),
    CHECK ((expired_at IS NULL) = (expired_write_id IS NULL))
);

COMMENT ON TABLE data_links IS
    'Links from data units to nodes. A link is never deleted. It is ended once; active links have NULL in the expired columns.';
COMMENT ON COLUMN data_links.data_id IS
    'The part of the object version (workspace_id/object_id/object_version) that is linked; empty for all of it.';
COMMENT ON COLUMN data_links.expired_at IS 'The last millisecond at which the link was active.';

-- For each question there is one index that can answer it. If two could, the server would choose by statistics, which
-- do not know the one object version with thousands of links among millions with one, or are not there yet.

-- At most one active link a data unit. Finds the active links of an object version as well.
CREATE UNIQUE INDEX data_links_active_of_unit
    ON data_links (workspace_id, object_id, object_version, data_id) WHERE expired_at IS NULL;

CREATE INDEX data_links_active_of_sample ON data_links (sample_id, version) WHERE expired_at IS NULL;

-- The ended links, for what was active at a moment in the past.
CREATE INDEX data_links_expired_of_object
    ON data_links (workspace_id, object_id, object_version, expired_at) WHERE expired_at IS NOT NULL;

CREATE INDEX data_links_expired_of_sample ON data_links (sample_id, version, expired_at) WHERE expired_at IS NOT NULL;

-- Whether an object version was ever linked to a sample.
CREATE INDEX data_links_of_sample_and_object ON data_links (sample_id, object_id, workspace_id, object_version);

CREATE TABLE object_link_counts (
    workspace_id   bigint  NOT NULL,
    object_id      bigint  NOT NULL,
    object_version bigint  NOT NULL,
    active         integer NOT NULL CHECK (active >= 0),
    PRIMARY KEY (workspace_id, object_id, object_version)
) WITH (fillfactor = 50);

COMMENT ON TABLE object_link_counts IS
    'How many active links lead from an object version; no row means none. Who changes links of an object version locks its row first.';

CREATE TABLE sample_link_counts (
    sample_id uuid    NOT NULL,
    version   integer NOT NULL,
    active    integer NOT NULL CHECK (active >= 0),
    PRIMARY KEY (sample_id, version),
    FOREIGN KEY (sample_id, version) REFERENCES sample_versions (sample_id, version)
) WITH (fillfactor = 50);

COMMENT ON TABLE sample_link_counts IS
    'How many active links lead to a sample version; no row means none. Locked after the row of the object version.';
