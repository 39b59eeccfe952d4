-- Skeletons of samples for forms, each in its newest version. A template is known by its owner and its name; its id, which begins with the time, is
-- the order of lists. node_tree is as that of a sample, keys a list of what is to be filled in.

CREATE TABLE templates (
    id          TEXT    NOT NULL PRIMARY KEY,
    owner       TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    version     INTEGER NOT NULL,
    title       TEXT,
    public_read INTEGER NOT NULL CHECK (public_read IN (0, 1)),
    node_tree   TEXT    NOT NULL,
    keys        TEXT    NOT NULL,
    created_at  INTEGER NOT NULL,
    changed_at  INTEGER NOT NULL,
    UNIQUE (owner, name)
) STRICT;

CREATE INDEX templates_of_owner ON templates (owner, id);

CREATE INDEX templates_public ON templates (id) WHERE public_read = 1;

-- Users, and groups with @ before them, who may read a template beside its owner.
CREATE TABLE template_readers (
    template_id TEXT NOT NULL REFERENCES templates (id),
    reader      TEXT NOT NULL,
    PRIMARY KEY (template_id, reader)
) STRICT, WITHOUT ROWID;

CREATE INDEX template_readers_of_reader ON template_readers (reader, template_id);
