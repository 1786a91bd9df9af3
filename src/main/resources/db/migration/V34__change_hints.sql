-- Hints that records changed in Odoo: what to read again. See docs/realtime.md.

CREATE TABLE change_hint (
    connection    text NOT NULL,
    model         text NOT NULL,
    odoo_id       bigint NOT NULL CHECK (odoo_id >= 0),
    version       bigint NOT NULL DEFAULT 1,
    source        text NOT NULL CHECK (source IN ('webhook', 'bus', 'catch-up', 'gateway')),
    hinted_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    due_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    attempts      int NOT NULL DEFAULT 0,
    claim         uuid,
    claimed_until timestamptz,
    PRIMARY KEY (connection, model, odoo_id),
    CHECK ((claim IS NULL) = (claimed_until IS NULL))
);
COMMENT ON TABLE change_hint IS 'Records that Odoo said have changed and that are to be read again; one row a record, however often it was said.';
COMMENT ON COLUMN change_hint.odoo_id IS '0: whatever changed in the model, by an incremental pull.';
COMMENT ON COLUMN change_hint.version IS 'One more with each hint: one that comes while the record is read keeps the row.';
COMMENT ON COLUMN change_hint.hinted_at IS 'The first hint that was not followed yet.';
COMMENT ON COLUMN change_hint.claimed_until IS 'A process reads it until then.';
CREATE INDEX change_hint_due ON change_hint (due_at);
CREATE INDEX change_hint_claimed ON change_hint (claim) WHERE claim IS NOT NULL;

CREATE TABLE realtime_hook (
    connection      text PRIMARY KEY,
    secret_hash     bytea,
    channel         text UNIQUE,
    last_message    bigint NOT NULL DEFAULT 0,
    listener        uuid,
    listening_until timestamptz,
    changed_at      timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE realtime_hook IS 'How Odoo reaches the hub about a connection.';
COMMENT ON COLUMN realtime_hook.secret_hash IS 'SHA-256 of the secret in the address of the webhook.';
COMMENT ON COLUMN realtime_hook.channel IS 'Name of the channel of Odoo''s bus on which it says what changed.';
COMMENT ON COLUMN realtime_hook.last_message IS 'Number of the last message that was heard on the bus, more or less: the next ones are asked for.';
COMMENT ON COLUMN realtime_hook.listener IS 'The process that listens to the bus, until listening_until.';

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['change_hint', 'realtime_hook'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY own_connections ON %I'
            ' USING ((SELECT visible_connections() IS NULL) OR connection = ANY ((SELECT visible_connections())::text[]))', name);
    END LOOP;
END
$$;

-- Whoever reads the mirror has to know that something of it was written just now.
CREATE POLICY read_by_whoever_reads ON change_hint FOR SELECT USING (true);

-- Hints and hooks go with their connection.
CREATE FUNCTION realtime_connection_removed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
DECLARE
    callers CONSTANT text[] := hub_steps_in();
BEGIN
    DELETE FROM change_hint WHERE connection = 'c' || OLD.id;
    DELETE FROM realtime_hook WHERE connection = 'c' || OLD.id;
    PERFORM hub_steps_back(callers);
    RETURN NULL;
END
$$;
CREATE TRIGGER realtime_connection_removed AFTER DELETE ON odoo_connection FOR EACH ROW WHEN (OLD.owner IS NOT NULL)
    EXECUTE FUNCTION realtime_connection_removed();

-- Hinted records are stored by runs of their own, beside the one run of the flow: hints need not wait for a long pull. The runs of
-- an hour share one row.
ALTER TABLE sync_run DROP CONSTRAINT sync_run_trigger_check;
ALTER TABLE sync_run ADD CONSTRAINT sync_run_trigger_check
    CHECK (trigger IN ('schedule', 'start', 'rest', 'command', 'hawtio', 'required', 'hint'));
DROP INDEX sync_run_one_running;
CREATE UNIQUE INDEX sync_run_one_running ON sync_run (flow, connection) WHERE status = 'running' AND trigger <> 'hint';
CREATE UNIQUE INDEX sync_run_one_hinted ON sync_run (flow, connection) WHERE status = 'running' AND trigger = 'hint';
CREATE INDEX sync_run_hinted ON sync_run (flow, connection, id DESC) WHERE trigger = 'hint';
