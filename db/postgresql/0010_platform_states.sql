-- States of the platform that hold for all processes, such as a backup or a restore. They lie in a schema of their own,
-- beside that of the data, so that neither a backup nor a restore of the data has them. The view is how they are reached.

DO $do$
DECLARE
    place text := quote_ident(left(current_schema(), 54) || '_platform');
BEGIN
    EXECUTE format('CREATE SCHEMA IF NOT EXISTS %s', place);
    EXECUTE format(
        $$
        CREATE TABLE IF NOT EXISTS %s.platform_states (
            state       integer NOT NULL PRIMARY KEY,
            owner       text    NOT NULL,
            process     text    NOT NULL,
            since       bigint  NOT NULL,
            lease_until bigint  NOT NULL,
            quiesces    boolean NOT NULL,
            reason      text    NOT NULL
        )
        $$, place);
    EXECUTE format(
        $$
        CREATE TABLE IF NOT EXISTS %s.platform_processes (
            process    text   NOT NULL PRIMARY KEY,
            addresses  text   NOT NULL,
            version    text   NOT NULL,
            started_at bigint NOT NULL,
            state      integer NOT NULL,
            seen_at    bigint NOT NULL
        )
        $$, place);
    EXECUTE format('CREATE OR REPLACE VIEW platform_states AS SELECT * FROM %s.platform_states', place);
    EXECUTE format('CREATE OR REPLACE VIEW platform_processes AS SELECT * FROM %s.platform_processes', place);
END
$do$;

COMMENT ON VIEW platform_states IS
    'States set by operators: 5 backup, 10 software update, 20 restore, 30 initialization, 40 validation. Times are in milliseconds.';

COMMENT ON VIEW platform_processes IS
    'The processes that serve: each writes its row every few seconds, and one that has not for a while is gone.';

-- Every write calls it first thing in its transaction. The error is ZT and the number of the state that callers are told of, or
-- ZT999 if that has no three digits. p_now is NULL where the clock of the database counts.
CREATE OR REPLACE FUNCTION refuse_write_in_state(p_now bigint) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
    present bigint;
    shown   integer;
    refuses boolean;
BEGIN
    IF NOT EXISTS (SELECT FROM platform_states) THEN
        RETURN;
    END IF;
    present := coalesce(p_now, current_milliseconds());
    SELECT coalesce(max(state) FILTER (WHERE state < 100), max(state)), bool_or(state <> 5 OR quiesces) INTO shown, refuses
    FROM platform_states WHERE lease_until > present OR state = 20;
    IF refuses THEN
        RAISE EXCEPTION 'the platform is in state %', shown
            USING ERRCODE = CASE WHEN shown BETWEEN 0 AND 998 THEN 'ZT' || lpad(shown::text, 3, '0') ELSE 'ZT999' END;
    END IF;
END
$$;

COMMENT ON FUNCTION refuse_write_in_state IS 'Ends a write that a state of the platform refuses.';
