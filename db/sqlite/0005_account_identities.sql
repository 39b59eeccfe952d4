-- Accounts of users whom an OpenID Connect issuer knows: each is bound to the issuer and to what the issuer calls the user (sub), for good;
-- both are NULL for an account with tokens of its own alone. Names are what the issuer says, so they are longer and freer than those of
-- accounts that an administrator makes. SQLite cannot change a check, so the table is made anew; references to it are looked at again when
-- the transaction commits.
PRAGMA defer_foreign_keys = ON;

CREATE TABLE accounts_before AS SELECT * FROM accounts;

DROP TABLE accounts;

CREATE TABLE accounts (
    name         TEXT    NOT NULL PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 256),
    display_name TEXT    NOT NULL,
    created_at   INTEGER NOT NULL,
    disabled_at  INTEGER,
    issuer       TEXT,
    subject      TEXT,
    CHECK ((issuer IS NULL) = (subject IS NULL))
) STRICT, WITHOUT ROWID;

INSERT INTO accounts (name, display_name, created_at, disabled_at)
SELECT name, display_name, created_at, disabled_at FROM accounts_before;

DROP TABLE accounts_before;

-- The subject first: accounts are looked up by the subjects of several tokens at once.
CREATE UNIQUE INDEX accounts_by_identity ON accounts (subject, issuer);
