-- Sessions are states of grains, of the name 'session'. These indexes find those of a user, the newest first, and those that
-- have expired.
CREATE INDEX sessions_by_user ON grain_states (state ->> 'user', CAST(state ->> 'began_at' AS bigint), key_text)
WHERE state_name = 'session';

CREATE INDEX sessions_by_expiry ON grain_states (CAST(state ->> 'idle_expires_at' AS bigint), key_text)
WHERE state_name = 'session';
