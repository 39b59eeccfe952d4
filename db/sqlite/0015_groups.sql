-- Groups by their owner, and who was in them. The tables are empty until then, so all of it is made at once.

CREATE INDEX user_groups_of_owner ON user_groups (owner, name);

-- Whether the change retired the group, or took that back; NULL for neither.
ALTER TABLE group_changes ADD COLUMN retired INTEGER CHECK (retired IN (0, 1));

CREATE INDEX group_changes_retired ON group_changes (group_name, version) WHERE retired IS NOT NULL;

-- Memberships that have ended; version is that of the group from then on.
CREATE TABLE former_group_members (
    user_name  TEXT    NOT NULL,
    group_name TEXT    NOT NULL REFERENCES user_groups (name),
    version    INTEGER NOT NULL,
    since      INTEGER NOT NULL,
    added_by   TEXT    NOT NULL,
    until      INTEGER NOT NULL,
    removed_by TEXT    NOT NULL,
    PRIMARY KEY (user_name, group_name, version)
) STRICT, WITHOUT ROWID;
