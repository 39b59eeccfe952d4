-- How far each receiver of events has got them, and which process sends them at present.

CREATE TABLE event_senders (
    name     text   COLLATE "C" NOT NULL PRIMARY KEY,
    position bigint NOT NULL
);

COMMENT ON TABLE event_senders IS 'Up to which position events were sent. A sender without a row begins with the events of the moment in which it is first run.';

CREATE TABLE event_sender_leases (
    sender     text   COLLATE "C" NOT NULL PRIMARY KEY,
    process    text   NOT NULL,
    held_until bigint NOT NULL
);

COMMENT ON TABLE event_sender_leases IS 'Which process runs a sender, and until when it does unless it says so again. Of the moment: no copy needs it.';

-- The event of a link that is replaced comes after that of its successor, as the old service sent them: whoever follows events knows the new
-- link when told that the old one has ended. All else is as it was.
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
