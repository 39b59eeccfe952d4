-- The writes that decide something between their statements: each is one call, so that locks are held for the length
-- of a commit and not of a conversation.
--
-- Every statement of these functions sees what was committed before it began (READ COMMITTED), so what is read after a
-- lock was taken is what holds until the end. Locks are taken in this order: the row of the sample, the counter of the
-- object version, the counters of sample versions by id and version.
--
-- p_seen_acls is the state of the rights that allowed the write, NULL when rights do not matter. p_write is the write
-- id. p_now is the present moment in milliseconds, NULL for the clock of the database.

CREATE FUNCTION current_milliseconds() RETURNS bigint
LANGUAGE sql VOLATILE
AS $$ SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint $$;

COMMENT ON FUNCTION current_milliseconds IS 'The clock of the database in whole milliseconds since 1970-01-01T00:00:00Z.';

-- Stores the next version of a sample. status is "saved", "no such sample", "acls changed" or "head differs".
CREATE FUNCTION save_sample_version(
    p_sample uuid, p_saved_by text, p_name text, p_tree text, p_nodes text[], p_starts integer[], p_lengths integer[],
    p_prior integer, p_seen_acls bigint, p_write uuid, p_now bigint,
    OUT status text, OUT saved_version integer)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
    present samples%ROWTYPE;
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
    UPDATE samples SET head = saved_version WHERE id = p_sample;
    INSERT INTO sample_versions (sample_id, version, name, saved_by, saved_at, write_id, node_count, node_tree)
    VALUES (p_sample, saved_version, p_name, p_saved_by, coalesce(p_now, current_milliseconds()), p_write,
        cardinality(p_nodes), p_tree);
    INSERT INTO sample_nodes (sample_id, version, node_id, position, start, length)
    SELECT p_sample, saved_version, n.node_id, n.ordinality - 1, n.start, n.length
    FROM unnest(p_nodes, p_starts, p_lengths) WITH ORDINALITY AS n (node_id, start, length, ordinality);
END
$$;

COMMENT ON FUNCTION save_sample_version IS 'Stores the next version of a sample, if what the writer relied on still holds.';

-- Stores changed rights. status is "changed", "no such sample", "owner differs" or "acls changed".
CREATE FUNCTION replace_sample_acls(
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
    ELSIF present.acl_write_id = p_write THEN
        status := 'changed';
    ELSIF present.acl_version <> p_seen_acls THEN
        status := 'acls changed';
    ELSE
        status := 'changed';
        UPDATE samples
        SET acl_version = acl_version + 1, public_read = p_public, acl_write_id = p_write,
            acl_updated_at = coalesce(p_now, current_milliseconds())
        WHERE id = p_sample;

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

COMMENT ON FUNCTION replace_sample_acls IS 'Stores changed rights of a sample, if they are still those the change was derived from.';

-- Locks the counter of an object version and gives its value.
CREATE FUNCTION lock_object_link_count(p_workspace bigint, p_object bigint, p_object_version bigint) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    links integer;
BEGIN
    LOOP
        SELECT active INTO links FROM object_link_counts
        WHERE workspace_id = p_workspace AND object_id = p_object AND object_version = p_object_version
        FOR NO KEY UPDATE;
        IF FOUND THEN
            RETURN links;
        END IF;
        INSERT INTO object_link_counts (workspace_id, object_id, object_version, active)
        VALUES (p_workspace, p_object, p_object_version, 0) ON CONFLICT DO NOTHING;
    END LOOP;
END
$$;

COMMENT ON FUNCTION lock_object_link_count IS 'Locks the counter of an object version, made if need be, and gives its value.';

-- Locks the counter of a sample version and gives its value.
CREATE FUNCTION lock_sample_link_count(p_sample uuid, p_version integer) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    links integer;
BEGIN
    LOOP
        SELECT active INTO links FROM sample_link_counts
        WHERE sample_id = p_sample AND version = p_version FOR NO KEY UPDATE;
        IF FOUND THEN
            RETURN links;
        END IF;
        INSERT INTO sample_link_counts (sample_id, version, active) VALUES (p_sample, p_version, 0)
        ON CONFLICT DO NOTHING;
    END LOOP;
END
$$;

COMMENT ON FUNCTION lock_sample_link_count IS 'Locks the counter of a sample version, made if need be, and gives its value.';

-- Makes a link, in the place of p_replaces if that is not NULL. status is the first that applies of "created",
-- "no such sample", "acls changed", "no such version", "no such node", "id taken", "active link differs" (link_id is
-- then the active one), "too many from object", "too many from sample".
CREATE FUNCTION create_data_link(
    p_id uuid, p_workspace bigint, p_object bigint, p_object_version bigint, p_data text, p_sample uuid,
    p_version integer, p_node text, p_created_by text, p_replaces uuid, p_seen_acls bigint, p_object_limit integer,
    p_sample_limit integer, p_write uuid, p_now bigint,
    OUT status text, OUT link_id uuid, OUT link_created_at bigint)
LANGUAGE plpgsql
AS $$
DECLARE
    present_acls bigint;
    present_head integer;
    from_object  integer;
    from_sample  integer;
    former       data_links%ROWTYPE;
    moves        boolean;
BEGIN
    link_id := p_id;
    <<checks>>
    BEGIN
        -- Shared with other links, but not with a change of the rights.
        IF p_seen_acls IS NOT NULL THEN
            SELECT acl_version INTO present_acls FROM samples WHERE id = p_sample FOR SHARE;
            IF NOT FOUND THEN
                status := 'no such sample';
                EXIT checks;
            ELSIF present_acls <> p_seen_acls THEN
                status := 'acls changed';
                EXIT checks;
            END IF;
        END IF;

        -- Where there is a node, there are its version and sample.
        PERFORM FROM sample_nodes WHERE sample_id = p_sample AND version = p_version AND node_id = p_node;
        IF NOT FOUND THEN
            SELECT head INTO present_head FROM samples WHERE id = p_sample;
            status := CASE
                WHEN NOT FOUND THEN 'no such sample'
                WHEN p_version BETWEEN 1 AND present_head THEN 'no such node'
                ELSE 'no such version'
            END;
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
END
$$;

COMMENT ON FUNCTION create_data_link IS 'Makes or replaces a link, if what its maker relied on still holds.';

-- Ends a link. status is "expired", "not active" or "acls changed".
CREATE FUNCTION expire_data_link(p_id uuid, p_expired_by text, p_seen_acls bigint, p_write uuid, p_now bigint, OUT status text)
LANGUAGE plpgsql
AS $$
DECLARE
    link         data_links%ROWTYPE;
    present_acls bigint;
BEGIN
    -- What is needed to take the locks never changes.
    SELECT * INTO link FROM data_links WHERE id = p_id;
    IF NOT FOUND THEN
        status := 'not active';
        RETURN;
    END IF;

    IF p_seen_acls IS NOT NULL THEN
        SELECT acl_version INTO present_acls FROM samples WHERE id = link.sample_id FOR SHARE;
    END IF;
    PERFORM lock_object_link_count(link.workspace_id, link.object_id, link.object_version);
    SELECT * INTO link FROM data_links WHERE id = p_id;
    IF link.expired_at IS NOT NULL THEN
        status := CASE WHEN link.expired_write_id = p_write THEN 'expired' ELSE 'not active' END;
        RETURN;
    END IF;
    IF present_acls <> p_seen_acls THEN
        status := 'acls changed';
        RETURN;
    END IF;

    status := 'expired';
    UPDATE data_links
    SET expired_by = p_expired_by, expired_write_id = p_write,
        expired_at = greatest(coalesce(p_now, current_milliseconds()), created_at)
    WHERE id = p_id;
    UPDATE object_link_counts SET active = active - 1
    WHERE workspace_id = link.workspace_id AND object_id = link.object_id AND object_version = link.object_version;
    UPDATE sample_link_counts SET active = active - 1 WHERE sample_id = link.sample_id AND version = link.version;
END
$$;

COMMENT ON FUNCTION expire_data_link IS 'Ends a link, if it is active and what the caller relied on still holds.';
