-- Skeletons of samples for forms. A template is known by its owner and its name; its id, which begins with the time, is the order of lists.

CREATE TABLE templates (
    id          uuid    NOT NULL PRIMARY KEY,
    owner       text    COLLATE "C" NOT NULL,
    name        text    COLLATE "C" NOT NULL,
    version     integer NOT NULL,
    title       text    COLLATE "C",
    public_read boolean NOT NULL,
    node_tree   text    COLLATE "C" NOT NULL,
    keys        text    COLLATE "C" NOT NULL,
    created_at  bigint  NOT NULL,
    changed_at  bigint  NOT NULL,
    UNIQUE (owner, name)
);

CREATE INDEX templates_of_owner ON templates (owner, id);

CREATE INDEX templates_public ON templates (id) WHERE public_read;

CREATE TABLE template_readers (
    template_id uuid NOT NULL REFERENCES templates (id),
    reader      text COLLATE "C" NOT NULL,
    PRIMARY KEY (template_id, reader)
);

CREATE INDEX template_readers_of_reader ON template_readers (reader, template_id);

COMMENT ON TABLE templates IS 'Skeletons of samples for forms, each in its newest version; node_tree as that of a sample, keys a list of what is to be filled in.';
COMMENT ON TABLE template_readers IS 'Users, and groups with @ before them, who may read a template beside its owner.';
