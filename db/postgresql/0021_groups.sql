-- Groups by their owner, and who was in them. The tables are empty until then, so all of it is made at once.

CREATE INDEX user_groups_of_owner ON user_groups (owner, name);

-- Whether the change retired the group, or took that back; NULL for neither. And whether it was made in administration mode.
ALTER TABLE group_changes ADD COLUMN retired boolean, ADD COLUMN as_admin boolean NOT NULL DEFAULT false;

-- Whether who added a user did so in administration mode.
ALTER TABLE group_members ADD COLUMN as_admin boolean NOT NULL DEFAULT false;

CREATE INDEX group_changes_retired ON group_changes (group_name, version) WHERE retired IS NOT NULL;

-- Memberships that have ended; version is that of the group from then on.
CREATE TABLE former_group_members (
    user_name        text    COLLATE "C" NOT NULL,
    group_name       text    COLLATE "C" NOT NULL REFERENCES user_groups (name),
    version          bigint  NOT NULL,
    since            bigint  NOT NULL,
    added_by         text    COLLATE "C" NOT NULL,
    as_admin         boolean NOT NULL,
    until            bigint  NOT NULL,
    removed_by       text    COLLATE "C" NOT NULL,
    removed_as_admin boolean NOT NULL,
    PRIMARY KEY (user_name, group_name, version)
);
