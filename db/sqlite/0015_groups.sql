-- Groups by their owner, and who was in them. The tables are empty until then, so all of it is made at once.

CREATE INDEX user_groups_of_owner ON user_groups (owner, name);

-- Whether the change retired the group, or took that back; NULL for neither. And whether it was made in administration mode.
ALTER TABLE group_changes ADD COLUMN retired INTEGER CHECK (retired IN (0, 1));

ALTER TABLE group_changes ADD COLUMN as_admin INTEGER NOT NULL DEFAULT 0 CHECK (as_admin IN (0, 1));

-- Whether who added a user did so in administration mode.
ALTER TABLE group_members ADD COLUMN as_admin INTEGER NOT NULL DEFAULT 0 CHECK (as_admin IN (0, 1));

CREATE INDEX group_changes_retired ON group_changes (group_name, version) WHERE retired IS NOT NULL;

-- Memberships that have ended; version is that of the group from then on.
CREATE TABLE former_group_members (
    user_name        TEXT    NOT NULL,
    group_name       TEXT    NOT NULL REFERENCES user_groups (name),
    version          INTEGER NOT NULL,
    since            INTEGER NOT NULL,
    added_by         TEXT    NOT NULL,
    as_admin         INTEGER NOT NULL CHECK (as_admin IN (0, 1)),
    until            INTEGER NOT NULL,
    removed_by       TEXT    NOT NULL,
    removed_as_admin INTEGER NOT NULL CHECK (removed_as_admin IN (0, 1)),
    PRIMARY KEY (user_name, group_name, version)
) STRICT, WITHOUT ROWID;
