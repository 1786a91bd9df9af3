-- Flows that run by themselves for users' connections: when each is due, who runs it now, and how it fared.

-- How a connection's Odoo is told from others, for the limits on runs: host and port.
ALTER TABLE odoo_connection ADD COLUMN host text
    GENERATED ALWAYS AS (lower(substring(url FROM '^[A-Za-z]+://(?:[^/@]*@)?([^/?#]+)'))) STORED;

CREATE TABLE connection_flow (
    connection_id bigint NOT NULL REFERENCES odoo_connection ON DELETE CASCADE,
    flow          text NOT NULL,
    enabled       boolean NOT NULL DEFAULT true,
    schedule      text,
    due_at        timestamptz NOT NULL,
    claim         uuid,
    claimed_until timestamptz,
    failures      int NOT NULL DEFAULT 0,
    last_failure  text,
    succeeded_at  timestamptz,
    compared_at   timestamptz,
    PRIMARY KEY (connection_id, flow),
    CHECK ((claim IS NULL) = (claimed_until IS NULL))
);
COMMENT ON TABLE connection_flow IS 'The timetable of users'' connections: one row a connection and flow.';
COMMENT ON COLUMN connection_flow.schedule IS 'An interval or cron expression of its own; null for that of the settings.';
COMMENT ON COLUMN connection_flow.claimed_until IS 'A process runs it until then, and says so again with each page.';
COMMENT ON COLUMN connection_flow.failures IS 'Runs that failed since the last one that did not; each doubles the pause.';
COMMENT ON COLUMN connection_flow.compared_at IS 'When its ids were last compared with Odoo''s.';
CREATE INDEX connection_flow_due ON connection_flow (due_at) WHERE enabled;
CREATE INDEX connection_flow_claimed ON connection_flow (connection_id) WHERE claim IS NOT NULL;

-- A row is there for whoever the connection is there for.
ALTER TABLE connection_flow ENABLE ROW LEVEL SECURITY;
ALTER TABLE connection_flow FORCE ROW LEVEL SECURITY;
CREATE POLICY own_connections ON connection_flow
    USING (EXISTS (SELECT FROM odoo_connection c WHERE c.id = connection_id));

-- The number of a user's connection by its key (c17); null for the hub's own.
CREATE FUNCTION connection_number(key text) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN key ~ '^c[1-9][0-9]{0,17}$' THEN substr(key, 2)::bigint END
$$;

-- For functions that have to see every row, whoever asks: from hub_steps_in() on the hub itself asks, until hub_steps_back() names
-- the caller again. No setting of the function itself, which only superusers may give one of their own name.
CREATE FUNCTION hub_steps_in() RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
    callers CONSTANT text[] := ARRAY[current_setting('hub.caller', true), current_setting('hub.isolated', true)];
BEGIN
    PERFORM set_config('hub.caller', '', true), set_config('hub.isolated', '', true);
    RETURN callers;
END
$$;

CREATE FUNCTION hub_steps_back(callers text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('hub.caller', coalesce(callers[1], ''), true), set_config('hub.isolated', coalesce(callers[2], ''), true);
END
$$;

-- A connection that is removed takes a run along that is under way, and one that leads to another Odoo or user begins anew.
-- One that was saved again is due at once, or nearly so.
CREATE FUNCTION connection_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
DECLARE
    key CONSTANT text := 'c' || OLD.id;
    callers CONSTANT text[] := hub_steps_in();
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM sync_run WHERE connection = key;
        PERFORM hub_steps_back(callers);
        RETURN NULL;
    END IF;
    IF (OLD.url, OLD.db, OLD.username) IS DISTINCT FROM (NEW.url, NEW.db, NEW.username) THEN
        UPDATE sync_run SET status = 'interrupted', finished_at = clock_timestamp(),
            failure = 'The connection leads elsewhere now.', remedy = 'Nothing to do: everything is pulled anew.'
        WHERE connection = key AND status = 'running';
        DELETE FROM contact WHERE connection = key;
        DELETE FROM product WHERE connection = key;
        DELETE FROM sync_reject WHERE connection = key;
        DELETE FROM sync_flow WHERE connection = key;
    END IF;
    -- By then every process knows what was saved.
    UPDATE connection_flow SET due_at = clock_timestamp() + interval '2 seconds', failures = 0, last_failure = NULL WHERE connection_id = OLD.id;
    PERFORM hub_steps_back(callers);
    RETURN NULL;
END
$$;

CREATE TRIGGER connection_gone AFTER DELETE ON odoo_connection FOR EACH ROW WHEN (OLD.owner IS NOT NULL)
    EXECUTE FUNCTION connection_changed();
-- Not when only the secret changed: the rotation of keys seals it anew.
CREATE TRIGGER connection_saved AFTER UPDATE ON odoo_connection FOR EACH ROW
    WHEN (OLD.owner IS NOT NULL AND NEW.state = 'active' AND NEW.updated_at IS DISTINCT FROM OLD.updated_at)
    EXECUTE FUNCTION connection_changed();

-- What a run leaves behind that ends after its connection is gone, goes too.
CREATE FUNCTION run_of_nobody() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
DECLARE
    callers CONSTANT text[] := hub_steps_in();
BEGIN
    IF NOT EXISTS (SELECT FROM odoo_connection WHERE id = connection_number(NEW.connection)) THEN
        DELETE FROM sync_run WHERE connection = NEW.connection;
        DELETE FROM sync_reject WHERE connection = NEW.connection;
        DELETE FROM sync_flow WHERE connection = NEW.connection;
    END IF;
    PERFORM hub_steps_back(callers);
    RETURN NULL;
END
$$;
CREATE TRIGGER run_of_nobody AFTER UPDATE OF status ON sync_run FOR EACH ROW
    WHEN (NEW.status <> 'running' AND connection_number(NEW.connection) IS NOT NULL)
    EXECUTE FUNCTION run_of_nobody();

-- The connection of a run, for the statement that stores a page of it. A user's has to be there, in use, and its owner enabled;
-- else the statement fails with OH002 and stores nothing. Who changes or removes the connection waits for the page.
CREATE FUNCTION sync_run_connection(p_run bigint) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    key CONSTANT text := (SELECT connection FROM sync_run WHERE id = p_run);
BEGIN
    IF connection_number(key) IS NOT NULL THEN
        PERFORM FROM odoo_connection c WHERE c.id = connection_number(key) AND c.state = 'active'
            AND EXISTS (SELECT FROM hub_user u WHERE u.id = c.owner AND u.enabled)
            FOR SHARE OF c;
    END IF;
    IF key IS NULL OR (connection_number(key) IS NOT NULL AND NOT FOUND) THEN
        RAISE EXCEPTION 'the connection of run % is not in use any more', p_run USING ERRCODE = 'OH002';
    END IF;
    RETURN key;
END
$$;

-- Mail to users of the REST interface, beside that to customers.
ALTER TABLE mail_outbox ADD COLUMN user_id bigint REFERENCES hub_user ON DELETE CASCADE;
ALTER TABLE mail_outbox DROP CONSTRAINT mail_outbox_kind_check;
ALTER TABLE mail_outbox ADD CONSTRAINT mail_outbox_kind_check
    CHECK (kind IN ('setup', 'link', 'reset', 'welcome', 'invitation', 'connection_paused'));
ALTER TABLE mail_outbox ADD COLUMN about text;
COMMENT ON COLUMN mail_outbox.user_id IS 'The user of the REST interface whom it is for, where it is no customer.';
COMMENT ON COLUMN mail_outbox.about IS 'What it is about, such as the name of a connection.';
