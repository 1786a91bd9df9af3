-- Who asks decides what is there. The hub names the caller to PostgreSQL for each connection that it takes from its pool
-- (hub.caller); row-level security then shows only what is the caller's, whatever a statement says.
--
-- hub.caller: nothing for the hub itself and its administrators; user/<id>: own connections; manager/<id>: own ones and the hub's;
-- program: the hub's.

ALTER TABLE activity_log ADD COLUMN connection text NOT NULL DEFAULT 'default';
COMMENT ON COLUMN activity_log.connection IS 'The connection that it is about.';

-- c and a number are users' connections.
ALTER TABLE odoo_connection ADD CHECK (owner IS NOT NULL OR name !~ '^c[1-9][0-9]*$');

CREATE FUNCTION caller_id() RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT nullif(split_part(current_setting('hub.caller', true), '/', 2), '')::bigint
$$;

CREATE FUNCTION caller_uses_the_hubs() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(split_part(current_setting('hub.caller', true), '/', 1), '') IN ('', 'manager', 'program')
$$;

-- Keys of the connections whose rows are there; null for all.
CREATE FUNCTION visible_connections() RETURNS text[] LANGUAGE plpgsql STABLE AS $$
DECLARE
    named text[];
    own text[];
BEGIN
    IF current_setting('hub.isolated', true) = 'on' THEN
        named := string_to_array(current_setting('hub.connections', true), ',');
    END IF;
    IF coalesce(current_setting('hub.caller', true), '') = '' THEN
        RETURN named;
    END IF;
    own := ARRAY(SELECT 'c' || c.id FROM odoo_connection c WHERE c.owner = caller_id());
    IF caller_uses_the_hubs() THEN
        own := own || ARRAY(SELECT c.name FROM odoo_connection c WHERE c.owner IS NULL) || 'default'::text;
    END IF;
    RETURN CASE WHEN named IS NULL THEN own ELSE ARRAY(SELECT unnest(own) INTERSECT SELECT unnest(named)) END;
END
$$;
COMMENT ON FUNCTION visible_connections() IS 'Asked once a statement by the policies; see isolate() for a narrower choice within a transaction.';

-- Names the caller until another one is named. A database user whom row-level security does not hold becomes one whom it does.
CREATE FUNCTION name_caller(caller text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('hub.caller', caller, false);
    IF caller = '' THEN
        RESET ROLE;
    ELSIF EXISTS (SELECT FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls)) THEN
        SET ROLE odoo_hub_isolated;
    END IF;
END
$$;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['contact', 'product', 'sync_run', 'sync_reject', 'sync_flow', 'activity_log'] LOOP
        EXECUTE format('DROP POLICY IF EXISTS own_connections ON %I', name);
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        -- In subqueries they are asked once a statement, not once a row.
        EXECUTE format('CREATE POLICY own_connections ON %I'
            ' USING ((SELECT visible_connections() IS NULL) OR connection = ANY ((SELECT visible_connections())::text[]))', name);
    END LOOP;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'odoo_hub_isolated')
       AND EXISTS (SELECT FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls)) THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO odoo_hub_isolated;
        GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO odoo_hub_isolated;
        ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO odoo_hub_isolated;
        ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO odoo_hub_isolated;
    END IF;
END
$$;
DROP FUNCTION is_mine(text);

ALTER TABLE odoo_connection ENABLE ROW LEVEL SECURITY;
ALTER TABLE odoo_connection FORCE ROW LEVEL SECURITY;
CREATE POLICY own_connections ON odoo_connection
    USING ((SELECT coalesce(current_setting('hub.caller', true), '') = '')
           OR owner = (SELECT caller_id())
           OR (owner IS NULL AND (SELECT caller_uses_the_hubs())));

-- Rows go with their connection, which is not the caller's any more then.
CREATE OR REPLACE FUNCTION connection_removed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
DECLARE
    callers CONSTANT text[] := hub_steps_in();
BEGIN
    DELETE FROM contact WHERE connection = 'c' || OLD.id;
    DELETE FROM product WHERE connection = 'c' || OLD.id;
    DELETE FROM sync_reject WHERE connection = 'c' || OLD.id;
    DELETE FROM sync_run WHERE connection = 'c' || OLD.id AND status <> 'running';
    DELETE FROM sync_flow WHERE connection = 'c' || OLD.id;
    DELETE FROM activity_log WHERE connection = 'c' || OLD.id;
    PERFORM hub_steps_back(callers);
    RETURN NULL;
END
$$;
