-- Versions of the sample that are withdrawn: their numbers in ascending order, separated by commas; NULL for none. Whoever remembers a sample
-- compares it, as the head and the ACL version.
ALTER TABLE samples ADD COLUMN withdrawn_versions TEXT;

-- Withdrawn samples whose content was erased for the law, and when.
ALTER TABLE samples ADD COLUMN erased INTEGER NOT NULL DEFAULT 0;

CREATE TABLE erased_samples (
    sample_id TEXT    NOT NULL PRIMARY KEY REFERENCES samples (id),
    erased_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX erased_samples_by_time ON erased_samples (erased_at);
