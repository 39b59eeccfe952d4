-- Groups by their owner. The table is empty until then, so the index is made at once.

CREATE INDEX user_groups_of_owner ON user_groups (owner, name);
