-- Versions of the sample that are withdrawn: their numbers in ascending order, separated by commas; NULL for none. Whoever remembers a sample
-- compares it, as the head and the ACL version.
ALTER TABLE samples ADD COLUMN withdrawn_versions TEXT;
