-- Where events are sent, and how far each receiver has come. The process that sends writes progress; positions only grow.

CREATE TABLE webhooks (
    id            uuid    NOT NULL PRIMARY KEY,
    maker         text    COLLATE "C" NOT NULL,
    url           text    COLLATE "C" NOT NULL,
    secret        bytea   NOT NULL,
    types         text    COLLATE "C",
    sample_id     uuid,
    as_admin      boolean NOT NULL,
    created_at    bigint  NOT NULL,
    position      bigint  NOT NULL,
    failing_since bigint,
    failures      integer NOT NULL DEFAULT 0,
    next_attempt  bigint,
    last_attempt  bigint,
    last_status   integer,
    last_fault    text    COLLATE "C",
    dead_at       bigint
);

CREATE INDEX webhooks_of_maker ON webhooks (maker, created_at, id);

COMMENT ON TABLE webhooks IS
    'A row a receiver of events. The secret is encrypted with the key "webhook" of service_keys; types are separated by commas, NULL for all; position is that of the last event received.';
