-- Samples change their owners: what is offered is listed by either side, and its addressee is told of it, who may not read the sample.
CREATE INDEX ownership_offers_from ON ownership_offers (from_user, sample_id);

ALTER TABLE events ADD COLUMN addressee TEXT;
