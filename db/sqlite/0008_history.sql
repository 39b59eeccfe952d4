-- The rights of samples after each change, kept from here on; state is JSON with owner, public_read, and users with their levels. The first row
-- of an old sample is the state of the moment from which they are kept: it has neither changed_by nor write_id. as_admin: in administration mode.
CREATE TABLE sample_acl_changes (
    sample_id   TEXT    NOT NULL REFERENCES samples (id),
    acl_version INTEGER NOT NULL,
    changed_at  INTEGER NOT NULL,
    changed_by  TEXT,
    as_admin    INTEGER NOT NULL DEFAULT 0 CHECK (as_admin IN (0, 1)),
    write_id    TEXT,
    state       TEXT    NOT NULL,
    PRIMARY KEY (sample_id, acl_version)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX sample_acl_changes_by_write ON sample_acl_changes (sample_id, write_id) WHERE write_id IS NOT NULL;

-- sample_acl_writes is not written any more: it has write ids of changes of rights made before sample_acl_changes was there.

-- Withdrawals of samples and versions, and what took them back. A version of NULL is the whole sample.
CREATE TABLE sample_withdrawals (
    id        INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    sample_id TEXT    NOT NULL REFERENCES samples (id),
    version   INTEGER,
    what      TEXT    NOT NULL CHECK (what IN ('withdrawn', 'restored')),
    at        INTEGER NOT NULL,
    by_user   TEXT    NOT NULL,
    reason    TEXT
) STRICT;

CREATE INDEX sample_withdrawals_of_sample ON sample_withdrawals (sample_id, at, id);

-- SQLite would take these for other questions too, so the statements that ask those name their index.
CREATE INDEX data_links_of_sample_all ON data_links (sample_id, created_at, id);
CREATE INDEX data_links_of_sample_ended ON data_links (sample_id, expired_at, id) WHERE expired_at IS NOT NULL;
CREATE INDEX data_links_of_object_all ON data_links (workspace_id, object_id, created_at, id);
CREATE INDEX data_links_of_workspace ON data_links (workspace_id, created_at, id);
