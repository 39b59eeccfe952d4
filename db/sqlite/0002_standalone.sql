-- The users and the data of a stand-alone deployment: accounts with their roles and tokens, workspaces with their
-- rights and objects. Times (..._at) are milliseconds since 1970-01-01T00:00:00Z.

-- Who there is. A disabled account is as good as none; nothing of it is deleted.
CREATE TABLE accounts (
    name         TEXT    NOT NULL PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 100),
    display_name TEXT    NOT NULL,
    created_at   INTEGER NOT NULL,
    disabled_at  INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE account_roles (
    account TEXT NOT NULL REFERENCES accounts (name),
    role    TEXT NOT NULL CHECK (role <> '' AND instr(role, ',') = 0),
    PRIMARY KEY (account, role)
) STRICT, WITHOUT ROWID;

CREATE INDEX account_roles_by_role ON account_roles (role);

-- hash is the SHA-256 of the token; the token itself is nowhere. A token is good before expires_at, not at it.
CREATE TABLE account_tokens (
    id          INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    hash        BLOB    NOT NULL UNIQUE CHECK (length(hash) = 32),
    account     TEXT    NOT NULL REFERENCES accounts (name),
    description TEXT    NOT NULL,
    created_at  INTEGER NOT NULL,
    expires_at  INTEGER,
    revoked_at  INTEGER
) STRICT;

CREATE INDEX account_tokens_of_account ON account_tokens (account);

-- Ids count from 1 and are never used again.
CREATE TABLE workspaces (
    id          INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name        TEXT    NOT NULL,
    owner       TEXT    NOT NULL REFERENCES accounts (name),
    public_read INTEGER NOT NULL CHECK (public_read IN (0, 1)),
    created_at  INTEGER NOT NULL,
    deleted_at  INTEGER
) STRICT;

CREATE INDEX workspaces_of_owner ON workspaces (owner);
CREATE INDEX public_workspaces ON workspaces (id) WHERE public_read = 1;

-- Who else has rights in a workspace: 1 to read, 2 to write, 3 to administer; each includes the lower ones. The owner
-- is not listed.
CREATE TABLE workspace_rights (
    workspace_id INTEGER NOT NULL REFERENCES workspaces (id),
    account      TEXT    NOT NULL REFERENCES accounts (name),
    level        INTEGER NOT NULL CHECK (level BETWEEN 1 AND 3),
    PRIMARY KEY (workspace_id, account)
) STRICT, WITHOUT ROWID;

CREATE INDEX workspace_rights_of_account ON workspace_rights (account);

-- Ids count from 1 within a workspace.
CREATE TABLE workspace_objects (
    workspace_id INTEGER NOT NULL REFERENCES workspaces (id),
    object_id    INTEGER NOT NULL CHECK (object_id >= 1),
    name         TEXT    NOT NULL,
    deleted_at   INTEGER,
    PRIMARY KEY (workspace_id, object_id),
    UNIQUE (workspace_id, name)
) STRICT, WITHOUT ROWID;

-- Versions of an object: 1, 2, 3 ... without gaps. type is Module.Type-major.minor. A row never changes.
CREATE TABLE workspace_object_versions (
    workspace_id INTEGER NOT NULL,
    object_id    INTEGER NOT NULL,
    version      INTEGER NOT NULL CHECK (version >= 1),
    type         TEXT    NOT NULL,
    created_at   INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, object_id, version),
    FOREIGN KEY (workspace_id, object_id) REFERENCES workspace_objects (workspace_id, object_id)
) STRICT, WITHOUT ROWID;
