-- Keys that all processes of a deployment share, made by the one that needs one first.
CREATE TABLE service_keys (
    name       text   COLLATE "C" NOT NULL PRIMARY KEY,
    key        bytea  NOT NULL,
    created_at bigint NOT NULL
);

COMMENT ON TABLE service_keys IS 'Of the name "cursor": what cursors of pages are encrypted with.';
