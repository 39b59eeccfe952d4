-- Accounts of users whom an OpenID Connect issuer knows: each is bound to the issuer and to what the issuer calls the user (sub), for good.
-- Their names are what the issuer says, so they are longer and freer than those of accounts that an administrator makes.

ALTER TABLE accounts
    ADD COLUMN issuer  text COLLATE "C",
    ADD COLUMN subject text COLLATE "C",
    ADD CONSTRAINT accounts_identity_check CHECK ((issuer IS NULL) = (subject IS NULL)),
    DROP CONSTRAINT accounts_name_check,
    ADD CONSTRAINT accounts_name_check CHECK (char_length(name) BETWEEN 1 AND 256);

-- The subject first: accounts are looked up by the subjects of several tokens at once.
CREATE UNIQUE INDEX accounts_by_identity ON accounts (subject, issuer);

COMMENT ON COLUMN accounts.issuer IS 'The issuer that knows the user; NULL for an account with tokens of its own alone.';
COMMENT ON COLUMN accounts.subject IS 'What the issuer calls the user (sub); NULL where issuer is.';
