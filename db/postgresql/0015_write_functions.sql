-- Every write puts its sample into the queue of the search, its change into the outbox, and a change of rights into the history.
--
-- Processes of the version before go on while others are replaced: what they call keeps its parameters and does the same through functions with
-- more of them; samples that they insert get ordinal, queue row and event from triggers.

-- The ordinal of a sample: the order of creation, and 20 bits to tell apart those of one millisecond.
CREATE FUNCTION ordinal_of(p_created bigint, p_bits integer) RETURNS bigint
LANGUAGE sql IMMUTABLE
AS $$ SELECT greatest(least(p_created, 8796093022207), 0) * 1048576 + p_bits $$;

COMMENT ON FUNCTION ordinal_of IS 'Times are held within 1970 to 2248, which is what fits.';

CREATE FUNCTION sample_acl_state(p_sample uuid) RETURNS text
LANGUAGE sql STABLE
AS $$
    SELECT json_build_object(
        'owner', s.owner, 'public_read', s.public_read,
        'users', coalesce((SELECT json_object_agg(a.user_name, a.level ORDER BY a.user_name) FROM sample_acls AS a WHERE a.sample_id = s.id), '{}'))
    FROM samples AS s WHERE s.id = p_sample
$$;

COMMENT ON FUNCTION sample_acl_state IS 'The rights of a sample as sample_acl_changes keeps them.';

-- Stores the next version of a sample. status is "saved", "no such sample", "acls changed" or "head differs".
CREATE FUNCTION save_sample_version(
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

COMMENT ON FUNCTION save_sample_version(uuid, text, text, text, text[], integer[], integer[], integer, bigint, uuid, bigint, integer[]) IS
    'Stores the next version of a sample, if what the writer relied on still holds.';

CREATE OR REPLACE FUNCTION save_sample_version(
    p_sample uuid, p_saved_by text, p_name text, p_tree text, p_nodes text[], p_starts integer[], p_lengths integer[],
    p_prior integer, p_seen_acls bigint, p_write uuid, p_now bigint,
    OUT status text, OUT saved_version integer)
LANGUAGE sql
AS $$
    SELECT status, saved_version FROM save_sample_version(
        p_sample, p_saved_by, p_name, p_tree, p_nodes, p_starts, p_lengths, p_prior, p_seen_acls, p_write, p_now, NULL)
$$;

COMMENT ON FUNCTION save_sample_version(uuid, text, text, text, text[], integer[], integer[], integer, bigint, uuid, bigint) IS
    'For processes of the version before.';

-- Stores changed rights. status is "changed", "no such sample", "owner differs" or "acls changed".
CREATE FUNCTION replace_sample_acls(
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

COMMENT ON FUNCTION replace_sample_acls(uuid, bigint, text, boolean, text[], text[], uuid, bigint, text, boolean) IS
    'Stores changed rights of a sample, if they are still those the change was derived from.';

CREATE OR REPLACE FUNCTION replace_sample_acls(
    p_sample uuid, p_seen_acls bigint, p_owner text, p_public boolean, p_users text[], p_levels text[], p_write uuid,
    p_now bigint,
    OUT status text)
LANGUAGE sql
AS $$
    SELECT replace_sample_acls(p_sample, p_seen_acls, p_owner, p_public, p_users, p_levels, p_write, p_now, NULL, NULL)
$$;

COMMENT ON FUNCTION replace_sample_acls(uuid, bigint, text, boolean, text[], text[], uuid, bigint) IS 'For processes of the version before.';

CREATE OR REPLACE FUNCTION create_data_link(
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
        INSERT INTO outbox (at, type, by_user, sample_id, version, link_id)
        VALUES (link_created_at - 1, 'EXPIRED_LINK', p_created_by, former.sample_id, former.version, former.id);
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
END
$$;

CREATE OR REPLACE FUNCTION expire_data_link(p_id uuid, p_expired_by text, p_seen_acls bigint, p_write uuid, p_now bigint, OUT status text)
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
    WHERE id = p_id
    RETURNING data_links.expired_at INTO link.expired_at;
    INSERT INTO outbox (at, type, by_user, sample_id, version, link_id)
    VALUES (link.expired_at, 'EXPIRED_LINK', p_expired_by, link.sample_id, link.version, p_id);
    UPDATE object_link_counts SET active = active - 1
    WHERE workspace_id = link.workspace_id AND object_id = link.object_id AND object_version = link.object_version;
    UPDATE sample_link_counts SET active = active - 1 WHERE sample_id = link.sample_id AND version = link.version;
END
$$;

CREATE FUNCTION give_ordinal() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    NEW.ordinal := ordinal_of(NEW.created_at, ('x' || right(NEW.id::text, 5))::bit(20)::integer);
    -- Until the index is there, doubles are seen to by who makes it.
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('samples_by_ordinal') AND indisvalid) THEN
        WHILE EXISTS (SELECT FROM samples AS s WHERE s.ordinal = NEW.ordinal) LOOP
            NEW.ordinal := NEW.ordinal + 1;
        END LOOP;
    END IF;
    NEW.indexed := -1;
    RETURN NEW;
END
$$;

CREATE FUNCTION queue_and_tell() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    INSERT INTO search_queue (ordinal, queued_at) VALUES (NEW.ordinal, NEW.created_at) ON CONFLICT (ordinal) DO NOTHING;
    INSERT INTO outbox (at, type, by_user, sample_id, version) VALUES (NEW.created_at, 'NEW_SAMPLE', NEW.owner, NEW.id, 1);
    RETURN NULL;
END
$$;

CREATE TRIGGER samples_of_before BEFORE INSERT ON samples FOR EACH ROW WHEN (NEW.ordinal IS NULL) EXECUTE FUNCTION give_ordinal();
CREATE TRIGGER samples_of_before_stored AFTER INSERT ON samples FOR EACH ROW WHEN (NEW.indexed = -1) EXECUTE FUNCTION queue_and_tell();

COMMENT ON TRIGGER samples_of_before ON samples IS 'For processes of the version before, which know no ordinals.';
COMMENT ON TRIGGER samples_of_before_stored ON samples IS 'For processes of the version before, which know neither queue nor outbox.';

-- Indexes of tables that may be large. On a database with samples a job makes them, CONCURRENTLY, while others write. Those of links are on
-- expressions, so that they serve the statements that say the same and no others: for each question there is one index.
CREATE FUNCTION late_indexes() RETURNS TABLE (name text, definition text)
LANGUAGE sql IMMUTABLE
AS $$
    VALUES
    ('samples_by_ordinal', 'CREATE UNIQUE INDEX %s samples_by_ordinal ON samples (ordinal)'),
    ('samples_of_owner', 'CREATE INDEX %s samples_of_owner ON samples (owner, ordinal)'),
    ('samples_public', 'CREATE INDEX %s samples_public ON samples (ordinal) WHERE public_read'),
    ('samples_withdrawn', 'CREATE INDEX %s samples_withdrawn ON samples (owner, ordinal) WHERE withdrawn_at IS NOT NULL'),
    ('sample_acls_of_user_by_ordinal', 'CREATE INDEX %s sample_acls_of_user_by_ordinal ON sample_acls (user_name, ordinal)'),
    ('sample_nodes_of_parent', 'CREATE INDEX %s sample_nodes_of_parent ON sample_nodes (sample_id, version, parent, position) WHERE parent >= 0'),
    ('data_links_of_sample_all', 'CREATE INDEX %s data_links_of_sample_all ON data_links ((sample_id::text), created_at, id)'),
    ('data_links_of_sample_ended', 'CREATE INDEX %s data_links_of_sample_ended ON data_links ((sample_id::text), expired_at, id) WHERE expired_at IS NOT NULL'),
    ('data_links_of_object_all', 'CREATE INDEX %s data_links_of_object_all ON data_links ((workspace_id + 0), object_id, created_at, id)'),
    ('data_links_of_workspace', 'CREATE INDEX %s data_links_of_workspace ON data_links ((-workspace_id), created_at, id)')
$$;

COMMENT ON FUNCTION late_indexes IS 'Indexes that are made after the schema; %s is nothing or CONCURRENTLY.';

DO $do$
DECLARE
    late record;
BEGIN
    IF NOT EXISTS (SELECT FROM samples) THEN
        FOR late IN SELECT definition FROM late_indexes() LOOP
            EXECUTE format(late.definition, '');
        END LOOP;
    END IF;
END
$do$;
