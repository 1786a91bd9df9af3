-- Addresses that are called when something changes. See docs/changes.md.

CREATE TABLE webhook (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name            text NOT NULL UNIQUE CHECK (name ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'),
    url             text NOT NULL,
    models          text[] NOT NULL CHECK (cardinality(models) > 0),
    operations      text[] NOT NULL CHECK (cardinality(operations) > 0
                        AND operations <@ ARRAY['created', 'updated', 'archived', 'restored', 'deleted']),
    source          text NOT NULL CHECK (source IN ('rest', 'settings')),
    state           text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'disabled')),
    disabled_reason text,
    failures        int NOT NULL DEFAULT 0,     -- in a row
    rests_until     timestamptz NOT NULL DEFAULT '-infinity',
    since           bigint NOT NULL DEFAULT change_horizon(),   -- only what comes after this position is told
    last_success_at timestamptz,
    last_failure_at timestamptz,
    last_failure    text,
    created_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    created_by      text NOT NULL,
    CHECK ((state = 'disabled') = (disabled_reason IS NOT NULL))
);

-- What calls are signed with; the settings hold their own.
CREATE TABLE webhook_secret (
    webhook bigint PRIMARY KEY REFERENCES webhook ON DELETE CASCADE,
    secret  bytea NOT NULL
);
COMMENT ON COLUMN webhook_secret.secret IS 'Sealed with AES-256-GCM (Tink), bound to the webhook: a copied row opens nothing.';

-- What is to be told to whom. Its outbox row (flow webhooks, connection w and the webhook's id) says how far it is.
CREATE TABLE webhook_delivery (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    webhook    bigint NOT NULL REFERENCES webhook ON DELETE CASCADE,
    event      uuid NOT NULL,
    connection text NOT NULL,
    model      text NOT NULL,
    record     bigint NOT NULL,
    operation  text NOT NULL,
    at         timestamptz NOT NULL
);
CREATE INDEX webhook_delivery_by_webhook ON webhook_delivery (webhook);

-- Whose changes webhooks want.
CREATE FUNCTION webhooks_want() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM change_wanted WHERE source = 'webhooks'
        AND topic NOT IN (SELECT unnest(models) FROM webhook WHERE state = 'active');
    INSERT INTO change_wanted (topic, source) SELECT DISTINCT unnest(models), 'webhooks' FROM webhook WHERE state = 'active'
    ON CONFLICT DO NOTHING;
    IF EXISTS (SELECT FROM webhook WHERE state = 'active') THEN
        INSERT INTO change_reader (name, position) VALUES ('webhooks', change_horizon()) ON CONFLICT DO NOTHING;
    ELSE
        DELETE FROM change_reader WHERE name = 'webhooks';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER webhooks_want AFTER INSERT OR DELETE OR UPDATE OF models, state ON webhook FOR EACH STATEMENT
    EXECUTE FUNCTION webhooks_want();

-- What waits for a webhook goes with it.
CREATE FUNCTION webhook_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM outbox WHERE flow = 'webhooks' AND connection = 'w' || OLD.id;
    RETURN NULL;
END
$$;
CREATE TRIGGER webhook_gone AFTER DELETE ON webhook FOR EACH ROW EXECUTE FUNCTION webhook_gone();

-- What was told, or given up, is needed no more.
CREATE FUNCTION webhook_told() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM webhook_delivery WHERE id = OLD.subject;
    RETURN NULL;
END
$$;
CREATE TRIGGER webhook_told AFTER DELETE ON outbox FOR EACH ROW WHEN (OLD.flow = 'webhooks') EXECUTE FUNCTION webhook_told();

-- Puts the next changes into the outbox of every webhook that wants them, each change once; how many changes it looked at. Of
-- users' connections nothing is told. A record is a lane, so its changes are told in order.
CREATE FUNCTION webhooks_fan_out(p_most int) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    horizon bigint := change_horizon();
    start bigint;
    seen bigint;
    last bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(4713, 0);
    SELECT position INTO start FROM change_reader WHERE name = 'webhooks';
    IF start IS NULL THEN
        RETURN 0;
    END IF;
    WITH e AS MATERIALIZED (
        SELECT * FROM change_events_after(start, NULL, p_most)
    ), told AS (
        INSERT INTO webhook_delivery (webhook, event, connection, model, record, operation, at)
        SELECT w.id, e.id, e.connection, e.model, e.record, e.operation, e.at
        FROM e JOIN webhook w ON w.state = 'active' AND w.models && ARRAY['*', e.model] AND e.operation = ANY (w.operations)
        WHERE e.position > w.since AND e.connection !~ '^c[1-9][0-9]*$'
        ORDER BY e.position, w.id
        RETURNING id, webhook, connection, model, record
    ), waiting AS (
        INSERT INTO outbox (flow, connection, subject, lane, position)
        SELECT 'webhooks', 'w' || webhook, id, hashtextextended(connection || '/' || model || '/' || record, 0), id FROM told
    )
    SELECT count(*), max(e.position) INTO seen, last FROM e;
    UPDATE change_reader SET seen_at = clock_timestamp(),
        position = CASE WHEN seen = p_most THEN last WHEN horizon < start THEN horizon ELSE greatest(start, horizon, last) END
    WHERE name = 'webhooks';
    RETURN seen;
END
$$;
