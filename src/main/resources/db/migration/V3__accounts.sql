-- Customers' access: tokens, codes and links, what happened, and the mail that waits.

CREATE TABLE access_token (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id  bigint NOT NULL REFERENCES customers ON DELETE CASCADE,
    secret_hash  bytea NOT NULL CHECK (length(secret_hash) = 32),
    kind         text NOT NULL CHECK (kind IN ('bearer', 'cookie')),
    created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at   timestamptz NOT NULL,
    last_used_at timestamptz,
    revoked_at   timestamptz
);
COMMENT ON COLUMN access_token.secret_hash IS 'SHA-256 of the part behind the bar; the token itself is nowhere.';
CREATE INDEX access_token_live ON access_token (customer_id) WHERE revoked_at IS NULL;
CREATE INDEX access_token_expiry ON access_token (expires_at);

CREATE TABLE setup_secret (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint NOT NULL REFERENCES customers ON DELETE CASCADE,
    kind        text NOT NULL CHECK (kind IN ('code', 'link')),
    purpose     text NOT NULL CHECK (purpose IN ('setup', 'reset')),
    secret_hash text NOT NULL,
    tries       integer NOT NULL DEFAULT 0,
    created_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at  timestamptz NOT NULL
);
COMMENT ON TABLE setup_secret IS 'Codes and links that were mailed and are not used yet. A used one is removed.';
COMMENT ON COLUMN setup_secret.secret_hash IS 'Of a link: SHA-256 in hex. Of a code, which has only a million values: bcrypt.';
CREATE UNIQUE INDEX setup_secret_one_code ON setup_secret (customer_id) WHERE kind = 'code';
CREATE INDEX setup_secret_by_customer ON setup_secret (customer_id);

CREATE TABLE account_event (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at          timestamptz NOT NULL DEFAULT clock_timestamp(),
    customer_id bigint,
    email_hash  bytea,
    event       text NOT NULL,
    succeeded   boolean NOT NULL,
    address     text,
    actor       text
);
COMMENT ON TABLE account_event IS 'Who did what, when, from where. Of an address that is no customer''s only the SHA-256 is kept.';
COMMENT ON COLUMN account_event.actor IS 'The administrator, where it was not the customer.';
CREATE INDEX account_event_by_customer ON account_event (customer_id, id DESC);
CREATE INDEX account_event_at ON account_event (at);

CREATE TABLE mail_outbox (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind          text NOT NULL CHECK (kind IN ('setup', 'link', 'reset', 'welcome', 'invitation')),
    email         text,
    customer_id   bigint REFERENCES customers ON DELETE CASCADE,
    created_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    due_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    attempts      integer NOT NULL DEFAULT 0,
    claimed_until timestamptz,
    sent_at       timestamptz,
    abandoned_at  timestamptz,
    failure       text
);
COMMENT ON TABLE mail_outbox IS 'Mail to send. Code and link are made when it is sent, so none is ever kept here.';
COMMENT ON COLUMN mail_outbox.abandoned_at IS 'When the mail server had refused the recipient too often.';
COMMENT ON COLUMN mail_outbox.email IS 'As asked for, where nobody has looked yet whether it is a customer''s; removed then.';
CREATE INDEX mail_outbox_due ON mail_outbox (due_at) WHERE sent_at IS NULL AND abandoned_at IS NULL;
CREATE INDEX mail_outbox_sent ON mail_outbox (sent_at) WHERE sent_at IS NOT NULL;

CREATE TABLE customer_invitation (
    customer_id bigint PRIMARY KEY REFERENCES customers ON DELETE CASCADE,
    invited_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    invited_by  text NOT NULL,
    mail_id     bigint REFERENCES mail_outbox ON DELETE SET NULL
);
COMMENT ON TABLE customer_invitation IS 'Whom an invitation was written to; nobody gets a second one.';

-- Token buckets, shared by every process. Losing them in a crash costs nothing, so no write-ahead log.
CREATE UNLOGGED TABLE rate_limit (
    id         text PRIMARY KEY,
    state      bytea,
    expires_at bigint
);
CREATE INDEX rate_limit_expiry ON rate_limit (expires_at);

-- Whoever changes a customer, be it a pull, an administrator or another program: access that no longer holds ends with it.
CREATE FUNCTION customer_access_ends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE access_token SET revoked_at = clock_timestamp() WHERE customer_id = NEW.id AND revoked_at IS NULL;
    DELETE FROM setup_secret WHERE customer_id = NEW.id;
    RETURN NULL;
END
$$;

CREATE TRIGGER customer_access_ends AFTER UPDATE ON customers FOR EACH ROW
    WHEN (OLD.email IS DISTINCT FROM NEW.email
          OR OLD.odoo_partner_id IS DISTINCT FROM NEW.odoo_partner_id
          OR (NEW.odoo_status <> 'linked' AND OLD.odoo_status IS DISTINCT FROM NEW.odoo_status)
          OR (NEW.account_status <> 'active' AND OLD.account_status IS DISTINCT FROM NEW.account_status))
    EXECUTE FUNCTION customer_access_ends();
