-- Samples change their owners: what is offered is listed by either side, and its addressee is told of it, who may not read the sample.
-- A process of the version before, which gives events their positions, leaves the addressee out; then the owner alone is told.

CREATE INDEX ownership_offers_from ON ownership_offers (from_user, sample_id);

ALTER TABLE outbox ADD COLUMN addressee text COLLATE "C";

ALTER TABLE events ADD COLUMN addressee text COLLATE "C";

COMMENT ON TABLE ownership_offers IS 'Samples that their owners offer to others; what was answered, taken back or withdrawn is gone, what has expired stays until there is another.';
COMMENT ON COLUMN events.addressee IS 'To whom a sample is or was offered.';

-- A change that was stored before, by the same write, is found whoever owns the sample now; one that was derived from ACLs of another owner
-- was derived from ACLs of before.
CREATE OR REPLACE FUNCTION replace_sample_acls(
    p_sample uuid, p_seen_acls bigint, p_owner text, p_public boolean, p_users text[], p_levels text[], p_write uuid,
    p_now bigint, p_changed_by text, p_as_admin boolean,
    OUT status text)
LANGUAGE plpgsql
AS $$
DECLARE
    present samples%ROWTYPE;
    moment  bigint;
BEGIN
    SELECT * INTO present FROM samples WHERE id = p_sample FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        status := 'no such sample';
    ELSIF EXISTS (SELECT FROM sample_acl_changes AS c WHERE c.sample_id = p_sample AND c.write_id = p_write)
        OR EXISTS (SELECT FROM sample_acl_writes AS w WHERE w.sample_id = p_sample AND w.write_id = p_write) THEN
        status := 'changed';
    ELSIF present.withdrawn_at IS NOT NULL THEN
        status := 'no such sample';
    ELSIF present.acl_version <> p_seen_acls THEN
        status := 'acls changed';
    ELSIF present.owner <> p_owner THEN
        status := 'owner differs';
    ELSE
        status := 'changed';
        moment := coalesce(p_now, current_milliseconds());
        -- The history of a sample that has no ordinal yet begins with what was before its first change.
        IF present.ordinal IS NULL AND NOT EXISTS (SELECT FROM sample_acl_changes AS c WHERE c.sample_id = p_sample) THEN
            INSERT INTO sample_acl_changes (sample_id, acl_version, changed_at, state)
            VALUES (p_sample, present.acl_version, moment, sample_acl_state(p_sample));
        END IF;

        UPDATE samples SET acl_version = acl_version + 1, public_read = p_public, acl_updated_at = moment WHERE id = p_sample;

        -- Only what differs is written.
        DELETE FROM sample_acls AS a
        WHERE a.sample_id = p_sample AND NOT EXISTS (
            SELECT FROM unnest(p_users, p_levels) AS n (user_name, level)
            WHERE n.user_name = a.user_name AND n.level = a.level);
        INSERT INTO sample_acls (sample_id, user_name, level, ordinal)
        SELECT p_sample, n.user_name, n.level, present.ordinal FROM unnest(p_users, p_levels) AS n (user_name, level)
        ON CONFLICT (sample_id, user_name) DO NOTHING;

        INSERT INTO sample_acl_changes (sample_id, acl_version, changed_at, changed_by, as_admin, write_id, state)
        VALUES (p_sample, present.acl_version + 1, moment, p_changed_by, coalesce(p_as_admin, false), p_write, sample_acl_state(p_sample));
        INSERT INTO outbox (at, type, by_user, sample_id, acl_version)
        VALUES (moment, 'ACL_CHANGE', p_changed_by, p_sample, present.acl_version + 1);
    END IF;
END
$$;
