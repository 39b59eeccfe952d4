-- Groups, relations, identifiers, offers, vocabularies and repeated requests.

CREATE TABLE user_groups (
    name       text    COLLATE "C" NOT NULL PRIMARY KEY,
    title      text    COLLATE "C" NOT NULL,
    owner      text    COLLATE "C" NOT NULL,
    version    bigint  NOT NULL CHECK (version >= 1),
    retired    boolean NOT NULL,
    created_at bigint  NOT NULL,
    changed_at bigint  NOT NULL
);

CREATE TABLE group_members (
    user_name  text   COLLATE "C" NOT NULL,
    group_name text   COLLATE "C" NOT NULL REFERENCES user_groups (name),
    role       text   COLLATE "C" NOT NULL CHECK (role IN ('member', 'manager')),
    since      bigint NOT NULL,
    added_by   text   COLLATE "C" NOT NULL,
    PRIMARY KEY (user_name, group_name, role)
);

CREATE INDEX group_members_of_group ON group_members (group_name, role, user_name);

CREATE TABLE group_changes (
    group_name text   COLLATE "C" NOT NULL REFERENCES user_groups (name),
    version    bigint NOT NULL,
    changed_at bigint NOT NULL,
    changed_by text   COLLATE "C" NOT NULL,
    change     text   COLLATE "C" NOT NULL,
    PRIMARY KEY (group_name, version)
);

CREATE TABLE relations (
    id           uuid    NOT NULL PRIMARY KEY,
    type         text    COLLATE "C" NOT NULL,
    from_sample  uuid    NOT NULL REFERENCES samples (id),
    from_version integer,
    from_node    text    COLLATE "C",
    to_sample    uuid    NOT NULL REFERENCES samples (id),
    to_version   integer,
    to_node      text    COLLATE "C",
    created_at   bigint  NOT NULL,
    created_by   text    COLLATE "C" NOT NULL,
    ended_at     bigint,
    ended_by     text    COLLATE "C",
    CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);

CREATE INDEX relations_from ON relations (from_sample, type);
CREATE INDEX relations_to ON relations (to_sample, type);
CREATE UNIQUE INDEX relations_active ON relations (
    from_sample, to_sample, type, coalesce(from_version, 0), coalesce(from_node, ''), coalesce(to_version, 0), coalesce(to_node, ''))
    WHERE ended_at IS NULL;

CREATE TABLE identifiers (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    namespace  text   COLLATE "C" NOT NULL,
    value      text   COLLATE "C" NOT NULL,
    sample_id  uuid   NOT NULL REFERENCES samples (id),
    node_id    text   COLLATE "C",
    added_at   bigint NOT NULL,
    added_by   text   COLLATE "C" NOT NULL,
    removed_at bigint,
    removed_by text   COLLATE "C",
    CHECK ((removed_at IS NULL) = (removed_by IS NULL))
);

CREATE UNIQUE INDEX identifiers_active ON identifiers (namespace, value) WHERE removed_at IS NULL;
CREATE INDEX identifiers_of_sample ON identifiers (sample_id, added_at);

CREATE TABLE ownership_offers (
    sample_id  uuid   NOT NULL PRIMARY KEY REFERENCES samples (id),
    from_user  text   COLLATE "C" NOT NULL,
    to_user    text   COLLATE "C" NOT NULL,
    keep       text   COLLATE "C" NOT NULL,
    message    text   COLLATE "C",
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL
);

CREATE INDEX ownership_offers_to ON ownership_offers (to_user, sample_id);

CREATE TABLE vocabularies (
    id            text   COLLATE "C" NOT NULL PRIMARY KEY,
    label         text   COLLATE "C",
    first_used    bigint NOT NULL,
    configuration text   COLLATE "C" NOT NULL
);

CREATE TABLE requests (
    user_name  text   COLLATE "C" NOT NULL,
    request_id text   COLLATE "C" NOT NULL,
    hash       bytea  NOT NULL,
    at         bigint NOT NULL,
    answer     text   COLLATE "C" NOT NULL,
    PRIMARY KEY (user_name, request_id)
);

CREATE INDEX requests_by_age ON requests (at);
