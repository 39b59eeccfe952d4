-- Every vocabulary the deployment ran with: its configuration as canonical JSON, whose SHA-256 begins with the id.

ALTER TABLE vocabularies ADD COLUMN key_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE vocabularies ADD COLUMN prefix_count INTEGER NOT NULL DEFAULT 0;

CREATE INDEX vocabularies_by_time ON vocabularies (first_used, id);
