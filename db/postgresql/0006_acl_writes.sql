-- Every recent change of rights is known by its write id, and not only the newest: a change whose outcome its writer did
-- not learn may be made again, or late, after others have changed the rights again, and must not undo what they did.

CREATE TABLE sample_acl_writes (
    sample_id   uuid   NOT NULL REFERENCES samples (id),
    write_id    uuid   NOT NULL,
    acl_version bigint NOT NULL,
    PRIMARY KEY (sample_id, write_id)
);

CREATE INDEX sample_acl_writes_by_age ON sample_acl_writes (sample_id, acl_version);

COMMENT ON TABLE sample_acl_writes IS
    'The last 1000 changes of the rights of each sample, by their write ids, with the acl_version that each made.';

INSERT INTO sample_acl_writes (sample_id, write_id, acl_version)
SELECT id, acl_write_id, acl_version FROM samples WHERE acl_write_id IS NOT NULL;

-- It stays for processes of the version before, which go on while others are replaced.
COMMENT ON COLUMN samples.acl_write_id IS 'Not used any more: see sample_acl_writes.';

CREATE OR REPLACE FUNCTION replace_sample_acls(
    p_sample uuid, p_seen_acls bigint, p_owner text, p_public boolean, p_users text[], p_levels text[], p_write uuid,
    p_now bigint,
    OUT status text)
LANGUAGE plpgsql
AS $$
DECLARE
    present samples%ROWTYPE;
BEGIN
    SELECT * INTO present FROM samples WHERE id = p_sample FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        status := 'no such sample';
    ELSIF present.owner <> p_owner THEN
        status := 'owner differs';
    ELSIF EXISTS (SELECT FROM sample_acl_writes AS w WHERE w.sample_id = p_sample AND w.write_id = p_write) THEN
        status := 'changed';
    ELSIF present.acl_version <> p_seen_acls THEN
        status := 'acls changed';
    ELSE
        status := 'changed';
        UPDATE samples
        SET acl_version = acl_version + 1, public_read = p_public, acl_updated_at = coalesce(p_now, current_milliseconds())
        WHERE id = p_sample;
        INSERT INTO sample_acl_writes (sample_id, write_id, acl_version) VALUES (p_sample, p_write, present.acl_version + 1);
        DELETE FROM sample_acl_writes AS w WHERE w.sample_id = p_sample AND w.acl_version <= present.acl_version - 999;

        -- Only what differs is written.
        DELETE FROM sample_acls AS a
        WHERE a.sample_id = p_sample AND NOT EXISTS (
            SELECT FROM unnest(p_users, p_levels) AS n (user_name, level)
            WHERE n.user_name = a.user_name AND n.level = a.level);
        INSERT INTO sample_acls (sample_id, user_name, level)
        SELECT p_sample, n.user_name, n.level FROM unnest(p_users, p_levels) AS n (user_name, level)
        ON CONFLICT (sample_id, user_name) DO NOTHING;
    END IF;
END
$$;
