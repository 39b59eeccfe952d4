-- Groups by their owner, and who was in them. The tables are empty until then, so all of it is made at once.

CREATE INDEX user_groups_of_owner ON user_groups (owner, name);

-- Whether the change retired the group, or took that back; NULL for neither.
ALTER TABLE group_changes ADD COLUMN retired boolean;

CREATE INDEX group_changes_retired ON group_changes (group_name, version) WHERE retired IS NOT NULL;

-- Memberships that have ended; version is that of the group from then on.
CREATE TABLE former_group_members (
    user_name  text   COLLATE "C" NOT NULL,
    group_name text   COLLATE "C" NOT NULL REFERENCES user_groups (name),
    version    bigint NOT NULL,
    since      bigint NOT NULL,
    added_by   text   COLLATE "C" NOT NULL,
    until      bigint NOT NULL,
    removed_by text   COLLATE "C" NOT NULL,
    PRIMARY KEY (user_name, group_name, version)
);
