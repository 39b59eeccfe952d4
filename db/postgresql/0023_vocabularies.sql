-- Every vocabulary the deployment ran with, and with each version the one that it was validated with.

ALTER TABLE vocabularies
    ADD COLUMN key_count    integer NOT NULL DEFAULT 0,
    ADD COLUMN prefix_count integer NOT NULL DEFAULT 0;

CREATE INDEX vocabularies_by_time ON vocabularies (first_used, id);

COMMENT ON TABLE vocabularies IS 'Configurations of validators that processes of the deployment ran with.';
COMMENT ON COLUMN vocabularies.id IS 'The first 16 hexadecimal digits of the SHA-256 of the configuration.';
COMMENT ON COLUMN vocabularies.configuration IS 'As canonical JSON.';

-- Stores the next version of a sample. status is "saved", "no such sample", "acls changed" or "head differs".
CREATE FUNCTION save_sample_version(
    p_sample uuid, p_saved_by text, p_name text, p_tree text, p_nodes text[], p_starts integer[], p_lengths integer[],
    p_prior integer, p_seen_acls bigint, p_write uuid, p_now bigint, p_parents integer[], p_vocabulary text,
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
    INSERT INTO sample_versions (sample_id, version, name, saved_by, saved_at, write_id, node_count, node_tree, vocabulary)
    VALUES (p_sample, saved_version, p_name, p_saved_by, moment, p_write, cardinality(p_nodes), p_tree, p_vocabulary);
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

COMMENT ON FUNCTION save_sample_version(uuid, text, text, text, text[], integer[], integer[], integer, bigint, uuid, bigint, integer[], text) IS
    'Stores the next version of a sample, if what the writer relied on still holds.';

-- Processes of the version before go on while others are replaced; what they validate with is not known.
CREATE OR REPLACE FUNCTION save_sample_version(
    p_sample uuid, p_saved_by text, p_name text, p_tree text, p_nodes text[], p_starts integer[], p_lengths integer[],
    p_prior integer, p_seen_acls bigint, p_write uuid, p_now bigint, p_parents integer[],
    OUT status text, OUT saved_version integer)
LANGUAGE sql
AS $$
    SELECT status, saved_version FROM save_sample_version(
        p_sample, p_saved_by, p_name, p_tree, p_nodes, p_starts, p_lengths, p_prior, p_seen_acls, p_write, p_now, p_parents, NULL)
$$;

COMMENT ON FUNCTION save_sample_version(uuid, text, text, text, text[], integer[], integer[], integer, bigint, uuid, bigint, integer[]) IS
    'For processes of the version before.';
