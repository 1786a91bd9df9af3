-- People and programs that use the REST interface: who they are, what they are signed in with, and the keys that sign tokens.

CREATE TABLE hub_user (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    username        text NOT NULL CHECK (username ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'),
    email           text CHECK (email LIKE '%_@_%' AND length(email) <= 320),
    password        text,
    role            text NOT NULL DEFAULT 'user' CHECK (role IN ('admin', 'manager', 'user')),
    enabled         boolean NOT NULL DEFAULT true,
    issuer          text,
    subject         text,
    created_at      timestamptz NOT NULL DEFAULT now(),
    created_by      text NOT NULL,
    updated_at      timestamptz NOT NULL DEFAULT now(),
    last_sign_in_at timestamptz,
    UNIQUE (issuer, subject),
    CHECK ((issuer IS NULL) = (subject IS NULL))
);
COMMENT ON TABLE hub_user IS 'Users of the REST interface; customers of the portal are in customers.';
COMMENT ON COLUMN hub_user.username IS 'Without @, so that no user name is another user''s email address.';
COMMENT ON COLUMN hub_user.password IS 'bcrypt; null for those who sign in elsewhere only.';
COMMENT ON COLUMN hub_user.issuer IS 'Who vouches for this user: an OpenID provider''s address, or odoo:<connection>; null for the hub itself.';
COMMENT ON COLUMN hub_user.subject IS 'What the issuer calls this user, for ever.';
CREATE UNIQUE INDEX hub_user_username ON hub_user (lower(username));
CREATE UNIQUE INDEX hub_user_email ON hub_user (lower(email));

CREATE TABLE user_session (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id    bigint NOT NULL REFERENCES hub_user ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    address    text
);
COMMENT ON TABLE user_session IS 'One sign-in and all tokens that come of it. Access tokens name it and end with it.';
CREATE INDEX user_session_live ON user_session (user_id) WHERE revoked_at IS NULL;
CREATE INDEX user_session_expiry ON user_session (expires_at);

CREATE TABLE refresh_token (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    session_id  bigint NOT NULL REFERENCES user_session ON DELETE CASCADE,
    secret_hash bytea NOT NULL CHECK (length(secret_hash) = 32),
    created_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at  timestamptz NOT NULL,
    used_at     timestamptz
);
COMMENT ON TABLE refresh_token IS 'Each is good once. One that comes a second time was copied, and ends its session.';
CREATE INDEX refresh_token_by_session ON refresh_token (session_id);

CREATE TABLE signing_key (
    kid        text PRIMARY KEY,
    public_jwk jsonb NOT NULL,
    sealed     bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    retired_at timestamptz
);
COMMENT ON TABLE signing_key IS 'Keys that sign access tokens. A retired one verifies until the last token that it signed has expired.';
COMMENT ON COLUMN signing_key.sealed IS 'The private key, PKCS #8, encrypted with the keyset of HUB_SECRET_KEYSET and bound to the kid.';
CREATE UNIQUE INDEX signing_key_current ON signing_key ((true)) WHERE retired_at IS NULL;

ALTER TABLE account_event ADD COLUMN user_id bigint;
COMMENT ON COLUMN account_event.user_id IS 'The user of the REST interface, where it was not a customer.';
CREATE INDEX account_event_by_user ON account_event (user_id, id DESC) WHERE user_id IS NOT NULL;

-- Whoever changes a user, be it an administrator or another program: access that no longer holds ends with it.
CREATE FUNCTION user_access_ends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- The same password, hashed at a higher cost, ends nothing.
    IF OLD.enabled = NEW.enabled AND current_setting('hub.rehash', true) = 'on' THEN
        RETURN NULL;
    END IF;
    UPDATE user_session SET revoked_at = clock_timestamp() WHERE user_id = NEW.id AND revoked_at IS NULL;
    RETURN NULL;
END
$$;

CREATE TRIGGER user_access_ends AFTER UPDATE ON hub_user FOR EACH ROW
    WHEN ((OLD.enabled AND NOT NEW.enabled) OR NEW.password IS DISTINCT FROM OLD.password)
    EXECUTE FUNCTION user_access_ends();
