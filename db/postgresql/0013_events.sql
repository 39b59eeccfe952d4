-- A row for each change, written in its transaction. One publisher at a time gives committed rows their positions; readers page by position.
-- Neither the numbers of rows nor those of transactions would do: rows with lower ones may be committed later.

CREATE TABLE outbox (
    id          bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at          bigint  NOT NULL,
    type        text    COLLATE "C" NOT NULL,
    by_user     text    COLLATE "C",
    sample_id   uuid,
    version     integer,
    link_id     uuid,
    relation_id uuid,
    identifier  text    COLLATE "C",
    group_name  text    COLLATE "C",
    acl_version bigint
);

COMMENT ON TABLE outbox IS 'Events without a position yet. The order of ids is the order of changes of one sample.';

CREATE TABLE events (
    position    bigint  NOT NULL PRIMARY KEY,
    at          bigint  NOT NULL,
    type        text    COLLATE "C" NOT NULL,
    by_user     text    COLLATE "C",
    sample_id   uuid,
    version     integer,
    link_id     uuid,
    relation_id uuid,
    identifier  text    COLLATE "C",
    group_name  text    COLLATE "C",
    acl_version bigint
);

CREATE INDEX events_of_sample ON events (sample_id, position);

COMMENT ON TABLE events IS
    'What changed, and where, without content. Positions are without gaps in the order in which they were given, and go on from the newest, which is never removed.';
