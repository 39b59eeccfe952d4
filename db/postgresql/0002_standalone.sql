-- The users and the data of a stand-alone deployment: accounts with their roles and tokens, workspaces with their
-- rights and objects. Times (..._at) are milliseconds since 1970-01-01T00:00:00Z.

CREATE TABLE accounts (
    name         text   COLLATE "C" NOT NULL PRIMARY KEY CHECK (char_length(name) BETWEEN 1 AND 100),
    display_name text   COLLATE "C" NOT NULL,
    created_at   bigint NOT NULL,
    disabled_at  bigint
);

COMMENT ON TABLE accounts IS 'Who there is. A disabled account is as good as none; nothing of it is deleted.';

CREATE TABLE account_roles (
    account text COLLATE "C" NOT NULL REFERENCES accounts (name),
    role    text COLLATE "C" NOT NULL CHECK (role <> '' AND position(',' IN role) = 0),
    PRIMARY KEY (account, role)
);

CREATE INDEX account_roles_by_role ON account_roles (role);

COMMENT ON TABLE account_roles IS 'The roles of the accounts.';

CREATE TABLE account_tokens (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    hash        bytea  NOT NULL UNIQUE CHECK (length(hash) = 32),
    account     text   COLLATE "C" NOT NULL REFERENCES accounts (name),
    description text   COLLATE "C" NOT NULL,
    created_at  bigint NOT NULL,
    expires_at  bigint,
    revoked_at  bigint
);

CREATE INDEX account_tokens_of_account ON account_tokens (account);

COMMENT ON TABLE account_tokens IS 'What is known of each token; the token itself is nowhere.';
COMMENT ON COLUMN account_tokens.hash IS 'The SHA-256 of the token.';
COMMENT ON COLUMN account_tokens.expires_at IS 'The token is good before this moment, not at it.';

CREATE TABLE workspaces (
    id          bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name        text    COLLATE "C" NOT NULL,
    owner       text    COLLATE "C" NOT NULL REFERENCES accounts (name),
    public_read boolean NOT NULL,
    created_at  bigint  NOT NULL,
    deleted_at  bigint
);

CREATE INDEX workspaces_of_owner ON workspaces (owner);
CREATE INDEX public_workspaces ON workspaces (id) WHERE public_read;

COMMENT ON TABLE workspaces IS 'Workspaces. Ids count from 1 and are never used again.';

CREATE TABLE workspace_rights (
    workspace_id bigint  NOT NULL REFERENCES workspaces (id),
    account      text    COLLATE "C" NOT NULL REFERENCES accounts (name),
    level        integer NOT NULL CHECK (level BETWEEN 1 AND 3),
    PRIMARY KEY (workspace_id, account)
);

CREATE INDEX workspace_rights_of_account ON workspace_rights (account);

COMMENT ON TABLE workspace_rights IS
    'Who else has rights in a workspace: 1 to read, 2 to write, 3 to administer; each includes the lower ones. The owner is not listed.';

CREATE TABLE workspace_objects (
    workspace_id bigint NOT NULL REFERENCES workspaces (id),
    object_id    bigint NOT NULL CHECK (object_id >= 1),
    name         text   COLLATE "C" NOT NULL,
    deleted_at   bigint,
    PRIMARY KEY (workspace_id, object_id),
    UNIQUE (workspace_id, name)
);

COMMENT ON TABLE workspace_objects IS
    'Objects. Ids count from 1 within a workspace. Who makes objects or versions locks the row of the workspace.';

CREATE TABLE workspace_object_versions (
    workspace_id bigint NOT NULL,
    object_id    bigint NOT NULL,
    version      bigint NOT NULL CHECK (version >= 1),
    type         text   COLLATE "C" NOT NULL,
    created_at   bigint NOT NULL,
    PRIMARY KEY (workspace_id, object_id, version),
    FOREIGN KEY (workspace_id, object_id) REFERENCES workspace_objects (workspace_id, object_id)
);

COMMENT ON TABLE workspace_object_versions IS
    'Versions of an object: 1, 2, 3 ... without gaps. type is Module.Type-major.minor. A row never changes.';
