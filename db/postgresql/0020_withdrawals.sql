-- Withdrawn samples, and withdrawn versions, do not exist for those who write to them or link to them.

-- Numbers in ascending order, separated by commas; NULL for none. Whoever remembers a sample compares it, as the head and the ACL version.
ALTER TABLE samples ADD COLUMN withdrawn_versions text COLLATE "C";

ALTER TABLE samples ADD COLUMN erased boolean NOT NULL DEFAULT false;

CREATE TABLE erased_samples (
    sample_id uuid   NOT NULL PRIMARY KEY REFERENCES samples (id),
    erased_at bigint NOT NULL
);

CREATE INDEX erased_samples_by_time ON erased_samples (erased_at);

COMMENT ON TABLE erased_samples IS 'Withdrawn samples whose content was erased for the law, and when.';
COMMENT ON COLUMN samples.withdrawn_versions IS 'Versions that are withdrawn: their numbers, separated by commas; NULL for none.';

CREATE OR REPLACE FUNCTION save_sample_version(
    p_sample uuid, p_saved_by text, p_name text, p_tree text, p_nodes text[], p_starts integer[], p_lengths integer[],
    p_prior integer, p_seen_acls bigint, p_write uuid, p_now bigint, p_parents integer[],
    OUT status text, OUT saved_version integer)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
    present samples%ROWTYPE;
    moment  bigint;
BEGIN
    saved_version := 0;
    SELECT * INTO present FROM samples WHERE id = p_sample FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        status := 'no such sample';
        RETURN;
    END IF;

    -- Not "sample_id = p_sample", which could lead through all versions of the sample.
    SELECT version INTO saved_version FROM sample_versions
    WHERE write_id = p_write AND sample_id IS NOT DISTINCT FROM p_sample AND version > 1;
    IF FOUND THEN
        status := 'saved';
        RETURN;
    END IF;

    saved_version := 0;
    IF present.withdrawn_at IS NOT NULL THEN
        status := 'no such sample';
        RETURN;
    END IF;
    IF p_seen_acls <> present.acl_version THEN
        status := 'acls changed';
        RETURN;
    END IF;
    IF p_prior <> present.head THEN
        status := 'head differs';
        RETURN;
    END IF;

    status := 'saved';
    saved_version := present.head + 1;
    moment := coalesce(p_now, current_milliseconds());
    UPDATE samples SET head = saved_version WHERE id = p_sample;
    INSERT INTO sample_versions (sample_id, version, name, saved_by, saved_at, write_id, node_count, node_tree)
    VALUES (p_sample, saved_version, p_name, p_saved_by, moment, p_write, cardinality(p_nodes), p_tree);
    INSERT INTO sample_nodes (sample_id, version, node_id, position, start, length, parent)
    SELECT p_sample, saved_version, n.node_id, n.ordinality - 1, n.start, n.length, n.parent
    FROM unnest(p_nodes, p_starts, p_lengths, p_parents) WITH ORDINALITY AS n (node_id, start, length, parent, ordinality);

    -- A sample without an ordinal waits for the back-fill, which looks at its newest version.
    IF present.ordinal IS NOT NULL THEN
        INSERT INTO search_queue (ordinal, queued_at) VALUES (present.ordinal, moment) ON CONFLICT (ordinal) DO NOTHING;
    END IF;
    INSERT INTO outbox (at, type, by_user, sample_id, version) VALUES (moment, 'NEW_SAMPLE', p_saved_by, p_sample, saved_version);
END
$$;

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
    ELSIF present.owner <> p_owner THEN
        status := 'owner differs';
    ELSIF EXISTS (SELECT FROM sample_acl_changes AS c WHERE c.sample_id = p_sample AND c.write_id = p_write)
        OR EXISTS (SELECT FROM sample_acl_writes AS w WHERE w.sample_id = p_sample AND w.write_id = p_write) THEN
        status := 'changed';
    ELSIF present.withdrawn_at IS NOT NULL THEN
        status := 'no such sample';
    ELSIF present.acl_version <> p_seen_acls THEN
        status := 'acls changed';
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

CREATE OR REPLACE FUNCTION create_data_link(
    p_id uuid, p_workspace bigint, p_object bigint, p_object_version bigint, p_data text, p_sample uuid,
    p_version integer, p_node text, p_created_by text, p_replaces uuid, p_seen_acls bigint, p_object_limit integer,
    p_sample_limit integer, p_write uuid, p_now bigint,
    OUT status text, OUT link_id uuid, OUT link_created_at bigint)
LANGUAGE plpgsql
AS $$
DECLARE
    sample       samples%ROWTYPE;
    from_object  integer;
    from_sample  integer;
    former       data_links%ROWTYPE;
    moves        boolean;
BEGIN
    link_id := p_id;
    <<checks>>
    BEGIN
        -- Shared with other links, but not with a change of the rights or a withdrawal.
        SELECT * INTO sample FROM samples WHERE id = p_sample FOR SHARE;
        IF NOT FOUND OR sample.withdrawn_at IS NOT NULL THEN
            status := 'no such sample';
            EXIT checks;
        ELSIF sample.acl_version <> p_seen_acls THEN
            status := 'acls changed';
            EXIT checks;
        ELSIF p_version < 1 OR p_version > sample.head OR p_version::text = ANY (string_to_array(sample.withdrawn_versions, ',')) THEN
            status := 'no such version';
            EXIT checks;
        END IF;

        PERFORM FROM sample_nodes WHERE sample_id = p_sample AND version = p_version AND node_id = p_node;
        IF NOT FOUND THEN
            status := 'no such node';
            EXIT checks;
        END IF;

        -- From here on nobody else changes the links of this object version.
        from_object := lock_object_link_count(p_workspace, p_object, p_object_version);
        PERFORM FROM data_links WHERE id = p_id;
        IF FOUND THEN
            status := 'id taken';
            EXIT checks;
        END IF;

        SELECT * INTO former FROM data_links
        WHERE workspace_id = p_workspace AND object_id = p_object AND object_version = p_object_version
            AND data_id = p_data AND expired_at IS NULL;
        IF former.id IS DISTINCT FROM p_replaces THEN
            status := 'active link differs';
            link_id := former.id;
            EXIT checks;
        ELSIF former.id IS NULL AND from_object >= p_object_limit THEN
            status := 'too many from object';
            EXIT checks;
        END IF;

        moves := former.id IS NULL OR (former.sample_id, former.version) <> (p_sample, p_version);
        IF moves THEN
            IF former.id IS NOT NULL AND (former.sample_id, former.version) < (p_sample, p_version) THEN
                PERFORM lock_sample_link_count(former.sample_id, former.version);
            END IF;
            from_sample := lock_sample_link_count(p_sample, p_version);
            IF from_sample >= p_sample_limit THEN
                status := 'too many from sample';
                EXIT checks;
            END IF;
        END IF;
    END;

    -- A repeated attempt answers as the first did, whatever has changed since then.
    IF status IS NOT NULL THEN
        SELECT created_at INTO link_created_at FROM data_links WHERE id = p_id AND created_write_id = p_write;
        IF FOUND THEN
            status := 'created';
            link_id := p_id;
        END IF;
        RETURN;
    END IF;

    status := 'created';
    link_created_at := coalesce(p_now, current_milliseconds());
    IF former.id IS NULL THEN
        UPDATE object_link_counts SET active = active + 1
        WHERE workspace_id = p_workspace AND object_id = p_object AND object_version = p_object_version;
    ELSE
        -- Later than the one it replaces, so that at every millisecond exactly one is active whatever the clock does.
        link_created_at := greatest(link_created_at, former.created_at + 1);
        UPDATE data_links SET expired_by = p_created_by, expired_at = link_created_at - 1, expired_write_id = p_write
        WHERE id = former.id;
        IF moves THEN
            UPDATE sample_link_counts SET active = active - 1
            WHERE sample_id = former.sample_id AND version = former.version;
        END IF;
    END IF;

    IF moves THEN
        UPDATE sample_link_counts SET active = active + 1 WHERE sample_id = p_sample AND version = p_version;
    END IF;

    INSERT INTO data_links (
        id, workspace_id, object_id, object_version, data_id, sample_id, version, node_id,
        created_by, created_at, created_write_id)
    VALUES (
        p_id, p_workspace, p_object, p_object_version, p_data, p_sample, p_version, p_node,
        p_created_by, link_created_at, p_write);
    INSERT INTO outbox (at, type, by_user, sample_id, version, link_id)
    VALUES (link_created_at, 'NEW_LINK', p_created_by, p_sample, p_version, p_id);
    IF former.id IS NOT NULL THEN
        INSERT INTO outbox (at, type, by_user, sample_id, version, link_id)
        VALUES (link_created_at - 1, 'EXPIRED_LINK', p_created_by, former.sample_id, former.version, former.id);
    END IF;
END
$$;
