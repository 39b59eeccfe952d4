-- A silo that its cluster holds for dead changes no samples and no links any more. It may only have been frozen: when it
-- wakes up it carries out calls that others have made again since, and that somebody may have undone since then.
--
-- A connection says for which silo it writes, when it is one, in two settings: sample_service.cluster and
-- sample_service.silo (address:port@generation). The look is taken where a sample or a link is
-- changed, when the locks are held; so whatever is decided after the silo was declared dead finds its writes done, or they never will be.

CREATE FUNCTION refuse_dead_silo() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM silos
        WHERE cluster_id = current_setting('sample_service.cluster')
            AND address || ':' || port || '@' || generation = current_setting('sample_service.silo')
            AND status < 6)
    THEN
        RAISE EXCEPTION 'the silo is not a member of its cluster any more' USING ERRCODE = 'ZS001';
    END IF;
    RETURN NULL;
END
$$;

COMMENT ON FUNCTION refuse_dead_silo IS 'Ends a write of a silo that its cluster holds for dead.';

-- After the row: an INSERT that finds its own work of an earlier attempt changes none, and is not refused.
CREATE TRIGGER refuse_dead_silo AFTER INSERT OR UPDATE ON samples
FOR EACH ROW WHEN (current_setting('sample_service.silo', true) <> '') EXECUTE FUNCTION refuse_dead_silo();

CREATE TRIGGER refuse_dead_silo AFTER INSERT OR UPDATE ON data_links
FOR EACH ROW WHEN (current_setting('sample_service.silo', true) <> '') EXECUTE FUNCTION refuse_dead_silo();
