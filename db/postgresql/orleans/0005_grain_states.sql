-- The states of grains that keep their own ([PersistentState]), and the statements by which
-- Microsoft.Orleans.Persistence.AdoNet finds them. The one-process host reads and writes the same rows by statements of
-- its own, so a database serves either.
--
-- What Orleans calls the type of a grain is the name of the state. It tells its hashes of name and key as well, for
-- tables whose index cannot hold text; this one can, and they are not kept.
--
-- The primary key is what makes a first write the only one: of several at once, each sees no row, one inserts it, and
-- the others get no version back, from which Orleans concludes that somebody else wrote. NULL in a key would defeat
-- that, so a key without text has ''.

CREATE TABLE grain_states (
    service_id  text    COLLATE "C" NOT NULL,
    state_name  text    COLLATE "C" NOT NULL,
    key_text    text    COLLATE "C" NOT NULL DEFAULT '',
    key_n0      bigint  NOT NULL DEFAULT 0,
    key_n1      bigint  NOT NULL DEFAULT 0,
    state       json,
    version     integer NOT NULL CHECK (version >= 1),
    modified_at bigint  NOT NULL,
    PRIMARY KEY (service_id, state_name, key_text, key_n0, key_n1)
) WITH (fillfactor = 80);

COMMENT ON TABLE grain_states IS 'States of grains by the name of the state, unique in the service, and the key of the grain.';
COMMENT ON COLUMN grain_states.key_text IS 'The key of a grain whose key is text; the extension of another key; else empty.';
COMMENT ON COLUMN grain_states.key_n0 IS 'The first half of a key that is a GUID, in the order of its bytes in .NET; else 0.';
COMMENT ON COLUMN grain_states.key_n1 IS 'The second half of a key that is a GUID, or a key that is a number; else 0.';
COMMENT ON COLUMN grain_states.state IS
    'As written by System.Text.Json, text and all; NULL after the state was cleared. Not jsonb, which would change it.';
COMMENT ON COLUMN grain_states.version IS 'Grows by one with every write, clearing included. A write is conditional on it.';

INSERT INTO orleansquery (querykey, querytext) VALUES
('ReadFromStorageKey', '
SELECT convert_to(state::text, ''UTF8'') AS PayloadBinary, version AS Version
FROM grain_states
WHERE service_id = @ServiceId AND state_name = @GrainTypeString
    AND key_text = coalesce(@GrainIdExtensionString, '''') AND key_n0 = @GrainIdN0 AND key_n1 = @GrainIdN1'),

-- Who has seen no version may insert, and nothing else.
('WriteToStorageKey', '
WITH updated AS (
    UPDATE grain_states
    SET state = convert_from(@PayloadBinary, ''UTF8'')::json, version = version + 1, modified_at = current_milliseconds()
    WHERE service_id = @ServiceId AND state_name = @GrainTypeString
        AND key_text = coalesce(@GrainIdExtensionString, '''') AND key_n0 = @GrainIdN0 AND key_n1 = @GrainIdN1
        AND version = @GrainStateVersion
    RETURNING version),
inserted AS (
    INSERT INTO grain_states (service_id, state_name, key_text, key_n0, key_n1, state, version, modified_at)
    SELECT @ServiceId, @GrainTypeString, coalesce(@GrainIdExtensionString, ''''), @GrainIdN0, @GrainIdN1,
        convert_from(@PayloadBinary, ''UTF8'')::json, 1, current_milliseconds()
    WHERE @GrainStateVersion IS NULL
    ON CONFLICT DO NOTHING
    RETURNING version)
SELECT version AS NewGrainStateVersion FROM updated UNION ALL SELECT version FROM inserted'),

('ClearStorageKey', '
UPDATE grain_states SET state = NULL, version = version + 1, modified_at = current_milliseconds()
WHERE service_id = @ServiceId AND state_name = @GrainTypeString
    AND key_text = coalesce(@GrainIdExtensionString, '''') AND key_n0 = @GrainIdN0 AND key_n1 = @GrainIdN1
    AND version = @GrainStateVersion
RETURNING version AS NewGrainStateVersion'),

-- For silos that are told to delete what is cleared. A row that is inserted afterwards counts from 1 again.
('DeleteStorageKey', '
DELETE FROM grain_states
WHERE service_id = @ServiceId AND state_name = @GrainTypeString
    AND key_text = coalesce(@GrainIdExtensionString, '''') AND key_n0 = @GrainIdN0 AND key_n1 = @GrainIdN1
    AND version = @GrainStateVersion
RETURNING version + 1 AS NewGrainStateVersion');
