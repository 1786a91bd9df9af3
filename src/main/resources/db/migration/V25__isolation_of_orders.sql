-- Row-level security (see V22) for orders and what is created for them. The mirror is held for whoever writes: a policy on reading
-- it would keep PostgreSQL from using the indexes on what is inside data (docs/adr/0013-the-mirror-is-held-for-writers.md).
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['orders', 'manufacturing_creation', 'manufacturing_lease', 'mirror'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY['orders', 'manufacturing_creation', 'manufacturing_lease'] LOOP
        EXECUTE format('CREATE POLICY own_connections ON %I'
            ' USING ((SELECT visible_connections() IS NULL) OR connection = ANY ((SELECT visible_connections())::text[]))', name);
    END LOOP;
    -- Before 15 a view sees what its owner sees: one that is a superuser, all.
    IF current_setting('server_version_num')::int >= 150000 THEN
        ALTER VIEW orders_listed SET (security_invoker = true);
    END IF;
END
$$;

CREATE POLICY read_by_route ON mirror FOR SELECT USING (true);
CREATE POLICY added_to_own ON mirror FOR INSERT
    WITH CHECK ((SELECT visible_connections() IS NULL) OR connection = ANY ((SELECT visible_connections())::text[]));
CREATE POLICY changed_in_own ON mirror FOR UPDATE
    USING ((SELECT visible_connections() IS NULL) OR connection = ANY ((SELECT visible_connections())::text[]));
CREATE POLICY removed_from_own ON mirror FOR DELETE
    USING ((SELECT visible_connections() IS NULL) OR connection = ANY ((SELECT visible_connections())::text[]));

-- A connection's copies go with it, whoever removes it.
CREATE OR REPLACE FUNCTION mirror_connection_removed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
DECLARE
    callers CONSTANT text[] := hub_steps_in();
BEGIN
    DELETE FROM mirror WHERE connection = 'c' || OLD.id;
    PERFORM hub_steps_back(callers);
    RETURN NULL;
END
$$;

-- Conflicts of orders, which metrics count.
CREATE INDEX activity_log_conflicts ON activity_log (at) WHERE flow = 'manufacturing-orders' AND level = 'warning';
