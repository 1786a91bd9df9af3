-- Sessions of Odoo's users in the hub, and the codes by which strangers show that a mailbox is theirs.

CREATE TABLE odoo_session (
    id                    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    secret_hash           bytea NOT NULL UNIQUE CHECK (length(secret_hash) = 32),
    connection            text NOT NULL,
    uid                   bigint NOT NULL,
    login                 text NOT NULL,
    name                  text NOT NULL,
    role                  text NOT NULL CHECK (role IN ('manager', 'user', 'customer')),
    partner_id            bigint NOT NULL,
    commercial_partner_id bigint NOT NULL,
    address               text,
    created_at            timestamptz NOT NULL DEFAULT clock_timestamp(),
    used_at               timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at            timestamptz NOT NULL,
    ended_at              timestamptz,
    ended_by              text CHECK (ended_by IN ('user', 'newer', 'password', 'odoo'))
);
COMMENT ON TABLE odoo_session IS 'Users of Odoo who are signed in to the hub with their Odoo password, which is kept nowhere.';
COMMENT ON COLUMN odoo_session.secret_hash IS 'SHA-256 of the session id; the id itself is nowhere.';
COMMENT ON COLUMN odoo_session.used_at IS 'To within a minute. A session that rests too long is over.';
COMMENT ON COLUMN odoo_session.ended_by IS 'The user, one session too many, a new password, or a user who is no longer there in Odoo.';
CREATE INDEX odoo_session_live ON odoo_session (connection, uid, created_at) WHERE ended_at IS NULL;
CREATE INDEX odoo_session_expiry ON odoo_session (expires_at);

CREATE TABLE sign_up_code (
    email_hash bytea PRIMARY KEY CHECK (length(email_hash) = 32),
    code_hash  text NOT NULL,
    tries      integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at timestamptz NOT NULL
);
COMMENT ON TABLE sign_up_code IS 'Codes that were mailed to people who want to sign up and are not used yet. A used one is removed.';

ALTER TABLE mail_outbox DROP CONSTRAINT mail_outbox_kind_check;
ALTER TABLE mail_outbox ADD CONSTRAINT mail_outbox_kind_check
    CHECK (kind IN ('setup', 'link', 'reset', 'welcome', 'invitation', 'connection_paused', 'sign_up'));
