-- The last 1000 changes of the rights of each sample, by their write ids, with the acl_version that each made. A change
-- whose outcome its writer did not learn may be made again, or late, after others have changed the rights again, and
-- must not undo what they did.
CREATE TABLE sample_acl_writes (
    sample_id   TEXT    NOT NULL REFERENCES samples (id),
    write_id    TEXT    NOT NULL,
    acl_version INTEGER NOT NULL,
    PRIMARY KEY (sample_id, write_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX sample_acl_writes_by_age ON sample_acl_writes (sample_id, acl_version);

INSERT INTO sample_acl_writes (sample_id, write_id, acl_version)
SELECT id, acl_write_id, acl_version FROM samples WHERE acl_write_id IS NOT NULL;
