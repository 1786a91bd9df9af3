-- Keys by which programs use the REST interface, in the header X-API-Key.

CREATE TABLE api_key (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name         text NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
    prefix       text NOT NULL,
    secret_hash  bytea NOT NULL UNIQUE CHECK (length(secret_hash) = 32),
    scopes       text[] NOT NULL CHECK (cardinality(scopes) > 0 AND scopes <@ ARRAY['read', 'attendance', 'sync', 'admin']),
    created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    created_by   text NOT NULL,
    expires_at   timestamptz NOT NULL,
    last_used_at timestamptz,
    revoked_at   timestamptz,
    revoked_by   text
);
COMMENT ON COLUMN api_key.secret_hash IS 'SHA-256 of the whole key, which holds 256 random bits; the key itself is nowhere.';
COMMENT ON COLUMN api_key.prefix IS 'The first characters of the key, to tell keys apart.';
COMMENT ON COLUMN api_key.last_used_at IS 'To the minute.';
CREATE UNIQUE INDEX api_key_live_name ON api_key (name) WHERE revoked_at IS NULL;
