-- Changes of rights are kept from here on. Of an old sample the first row is the state of the moment from which they are.

CREATE TABLE sample_acl_changes (
    sample_id   uuid    NOT NULL REFERENCES samples (id),
    acl_version bigint  NOT NULL,
    changed_at  bigint  NOT NULL,
    changed_by  text    COLLATE "C",
    as_admin    boolean NOT NULL DEFAULT false,
    write_id    uuid,
    state       text    COLLATE "C" NOT NULL,
    PRIMARY KEY (sample_id, acl_version)
);

CREATE UNIQUE INDEX sample_acl_changes_by_write ON sample_acl_changes (sample_id, write_id) WHERE write_id IS NOT NULL;

COMMENT ON TABLE sample_acl_changes IS 'The rights of samples after each change.';
COMMENT ON COLUMN sample_acl_changes.changed_by IS 'NULL in the first row of an old sample, and in changes by versions of the service that did not tell.';
COMMENT ON COLUMN sample_acl_changes.as_admin IS 'Whether it was done in administration mode.';
COMMENT ON COLUMN sample_acl_changes.write_id IS 'NULL in the first row of an old sample, which is no change.';
COMMENT ON COLUMN sample_acl_changes.state IS 'JSON: owner, public_read, and users with their levels.';

COMMENT ON TABLE sample_acl_writes IS 'Not written any more: write ids of changes of rights made before sample_acl_changes was there.';

CREATE TABLE sample_withdrawals (
    id        bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sample_id uuid    NOT NULL REFERENCES samples (id),
    version   integer,
    what      text    COLLATE "C" NOT NULL CHECK (what IN ('withdrawn', 'restored')),
    at        bigint  NOT NULL,
    by_user   text    COLLATE "C" NOT NULL,
    reason    text    COLLATE "C"
);

CREATE INDEX sample_withdrawals_of_sample ON sample_withdrawals (sample_id, at, id);

COMMENT ON TABLE sample_withdrawals IS 'Withdrawals of samples and versions, and what took them back. A version of NULL is the whole sample.';
