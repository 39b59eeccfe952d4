-- Versions of the sample that are withdrawn: their numbers in ascending order, separated by commas; NULL for none. Whoever remembers a sample
-- compares it, as the head and the ACL version.
ALTER TABLE samples ADD COLUMN withdrawn_versions TEXT;

-- When the content of a withdrawn sample was erased for the law; NULL if it was not.
ALTER TABLE samples ADD COLUMN erased_at INTEGER;

CREATE INDEX samples_erased ON samples (erased_at) WHERE erased_at IS NOT NULL;
