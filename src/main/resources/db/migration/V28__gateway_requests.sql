-- Creates over the gateway that came with an Idempotency-Key: a repeat gets what the first one made.
CREATE TABLE gateway_request (
    owner           text NOT NULL,              -- who asked
    idempotency_key text NOT NULL,
    fingerprint     text NOT NULL,              -- of what was asked
    claimed_until   timestamptz NOT NULL,       -- the first one is under way until then
    odoo_id         bigint,                     -- null while it is, and for good when its outcome is not known
    created_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (owner, idempotency_key)
);
CREATE INDEX gateway_request_age ON gateway_request (created_at);
