-- What samples are found by. The trees stay the truth: postings propose samples, and may be out of date; the rights and the tree decide.
-- A save puts its sample into search_queue; a job takes it out again and writes its postings. Whoever searches looks at the queue too.

-- An ordinal is made of the time of creation and 20 bits (created_at * 2^20 and the bits), so the order of ordinals is the order of creation.
-- It never changes once it is set; NULL until an old sample gets one. indexed is the version whose postings are in place, 0 for none.
ALTER TABLE samples ADD COLUMN ordinal INTEGER;
ALTER TABLE samples ADD COLUMN indexed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE samples ADD COLUMN withdrawn_at INTEGER;
ALTER TABLE samples ADD COLUMN withdrawn_by TEXT;
ALTER TABLE samples ADD COLUMN withdrawn_reason TEXT;

ALTER TABLE sample_acls ADD COLUMN ordinal INTEGER; -- that of the sample

-- vocabulary: id of the vocabulary that it was validated with; NULL if that is not known.
ALTER TABLE sample_versions ADD COLUMN vocabulary TEXT;
ALTER TABLE sample_versions ADD COLUMN withdrawn_at INTEGER;
ALTER TABLE sample_versions ADD COLUMN withdrawn_by TEXT;
ALTER TABLE sample_versions ADD COLUMN withdrawn_reason TEXT;

-- Position of the parent, -1 for a root; NULL in rows of versions of the service that did not write it.
ALTER TABLE sample_nodes ADD COLUMN parent INTEGER;

CREATE UNIQUE INDEX samples_by_ordinal ON samples (ordinal);
CREATE INDEX samples_of_owner ON samples (owner, ordinal);
CREATE INDEX samples_public ON samples (ordinal) WHERE public_read = 1;
CREATE INDEX samples_withdrawn ON samples (owner, ordinal) WHERE withdrawn_at IS NOT NULL;
CREATE INDEX sample_acls_of_user_by_ordinal ON sample_acls (user_name, ordinal);
DROP INDEX sample_acls_of_user;
CREATE INDEX sample_nodes_of_parent ON sample_nodes (sample_id, version, parent, position) WHERE parent >= 0;

-- Samples whose postings are not those of their newest version.
CREATE TABLE search_queue (
    ordinal   INTEGER NOT NULL PRIMARY KEY,
    queued_at INTEGER NOT NULL
) STRICT;

-- The numbers of keys of metadata. Below 16: 0 is the time saved, 1 the name of a sample, 2 the id of a node.
CREATE TABLE search_keys (
    id        INTEGER NOT NULL PRIMARY KEY CHECK (id >= 16),
    key       TEXT    NOT NULL,
    value_key TEXT    NOT NULL,
    UNIQUE (key, value_key)
) STRICT;

-- The numbers of what quantities measure. 0 is a number as it is.
CREATE TABLE search_dimensions (
    id   INTEGER NOT NULL PRIMARY KEY CHECK (id >= 1),
    name TEXT    NOT NULL UNIQUE
) STRICT;

-- The texts of newest versions: their first 64 code points in lower case.
CREATE TABLE search_text (
    key_id  INTEGER NOT NULL,
    value   TEXT    NOT NULL,
    ordinal INTEGER NOT NULL,
    PRIMARY KEY (key_id, value, ordinal)
) STRICT, WITHOUT ROWID;

-- The numbers of newest versions, as they are and in base units.
CREATE TABLE search_numbers (
    key_id    INTEGER NOT NULL,
    dimension INTEGER NOT NULL,
    value     REAL    NOT NULL,
    ordinal   INTEGER NOT NULL,
    PRIMARY KEY (key_id, dimension, value, ordinal)
) STRICT, WITHOUT ROWID;

-- The words of newest versions; the rowid is the ordinal. kN for each key that is there, k0 where words are missing, v and the id of the
-- vocabulary. Words that are not ASCII are in hexadecimal, so that the tokenizer has nothing to decide.
CREATE VIRTUAL TABLE search_words USING fts5 (words, content='', contentless_delete=1, detail=none, tokenize='ascii');

-- Samples of the queue whose postings could not be made. Those that failed twice are left alone until they are saved again.
CREATE TABLE search_failures (
    ordinal  INTEGER NOT NULL PRIMARY KEY,
    version  INTEGER NOT NULL,
    failures INTEGER NOT NULL
) STRICT;

-- How far old samples have got ordinals, in the order of their ids.
CREATE TABLE search_backfill (
    single    INTEGER NOT NULL PRIMARY KEY DEFAULT 1 CHECK (single = 1),
    resume_at TEXT,
    done      INTEGER NOT NULL DEFAULT 0,
    complete  INTEGER NOT NULL
) STRICT;

INSERT INTO search_backfill (complete) SELECT NOT EXISTS (SELECT 1 FROM samples);
