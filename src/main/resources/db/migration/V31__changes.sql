-- What changed, told in order: the outbox of changes. Written in the transaction of the change itself, by triggers that take whole
-- statements, so that no change is told that did not happen and none that happened is left out. See docs/changes.md.

CREATE TABLE change_event (
    position   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id         uuid NOT NULL DEFAULT gen_random_uuid(),
    flow       text NOT NULL,                -- mirror for whatever is in the mirror
    connection text NOT NULL,
    model      text NOT NULL,                -- as Odoo calls it; hub.order for orders of the portal
    record     bigint NOT NULL,              -- its id in Odoo; of hub.order the hub's own
    operation  text NOT NULL CHECK (operation IN ('created', 'updated', 'archived', 'restored', 'deleted')),
    before     bytea,                        -- SHA-256 of what was stored of it, and of what is
    after      bytea,
    at         timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE change_event IS 'Hints, no values. Read it by change_events_after() alone: positions appear in another order than they commit in.';

-- Who is to be told. Nobody's changes are written down for nobody.
CREATE TABLE change_wanted (
    topic  text NOT NULL,                    -- a model, a flow, or * for everything
    source text NOT NULL,                    -- who asks: settings, clients, webhooks, kafka
    until  timestamptz NOT NULL DEFAULT 'infinity',
    PRIMARY KEY (topic, source)
);

-- How far a reader has come that goes on where it stopped, whichever hub it runs in. What it has not read is kept.
CREATE TABLE change_reader (
    name     text PRIMARY KEY,
    position bigint NOT NULL,
    seen_at  timestamptz NOT NULL DEFAULT clock_timestamp()     -- when it last looked
);

-- A transaction that tells of changes says so before it takes a position: it holds a lock that names a position below all of its
-- own. So a reader knows what may still come, without waiting for transactions that tell of nothing.
CREATE FUNCTION change_begins() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF coalesce(current_setting('hub.change_begun', true), '') <> pg_current_xact_id()::text THEN
        PERFORM pg_advisory_xact_lock_shared((4712::bigint << 48) | CASE WHEN is_called THEN last_value ELSE 0 END)
        FROM change_event_position_seq;
        PERFORM set_config('hub.change_begun', pg_current_xact_id()::text, true);
    END IF;
END
$$;

-- Everything up to here has been committed or never will be. What is allotted is looked at first, then who is still at it.
CREATE FUNCTION change_horizon() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    allotted bigint;
    pending bigint;
BEGIN
    SELECT CASE WHEN is_called THEN last_value ELSE 0 END INTO allotted FROM change_event_position_seq;
    SELECT min((classid::bigint & 65535) << 32 | objid::bigint) INTO pending FROM pg_locks
    WHERE locktype = 'advisory' AND objsubid = 1 AND classid::bigint >> 16 = 4712 AND granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database());
    RETURN least(allotted, pending);
END
$$;

-- The next events after a position, in order: none is ever left behind. Of any model when none is named. Read committed only.
CREATE FUNCTION change_events_after(p_position bigint, p_models text[], p_most int) RETURNS SETOF change_event LANGUAGE plpgsql AS $$
DECLARE
    horizon bigint := change_horizon();
BEGIN
    IF horizon > p_position THEN
        RETURN QUERY SELECT * FROM change_event e
            WHERE e.position > p_position AND e.position <= horizon AND (p_models IS NULL OR e.model = ANY (p_models))
            ORDER BY e.position LIMIT p_most;
    END IF;
END
$$;

-- Whether a reader that was there may have missed something: it was pruned, or told by another database.
CREATE FUNCTION change_forgotten(p_position bigint) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
DECLARE
    callers CONSTANT text[] := hub_steps_in();
    horizon CONSTANT bigint := change_horizon();
    oldest CONSTANT bigint := coalesce((SELECT min(position) FROM change_event), horizon + 1);
BEGIN
    PERFORM hub_steps_back(callers);
    RETURN p_position > horizon OR p_position < horizon AND p_position + 1 < oldest;
END
$$;

-- Removes the oldest events, at most so many at a time, that are older than that and that every reader of the last 30 days has
-- read; how many.
CREATE FUNCTION change_prune(p_before timestamptz, p_most int) RETURNS bigint LANGUAGE sql AS $$
    WITH old AS MATERIALIZED (
        SELECT max(position) AS position
        FROM (SELECT position, at FROM change_event ORDER BY position LIMIT p_most) head WHERE at < p_before
    ), gone AS (
        DELETE FROM change_event
        WHERE position <= (SELECT least(old.position, (
                SELECT min(position) FROM change_reader WHERE seen_at > now() - interval '30 days'))
            FROM old WHERE old.position IS NOT NULL)
        RETURNING 1
    )
    SELECT count(*) FROM gone
$$;

CREATE FUNCTION change_hash(content jsonb) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT sha256(convert_to(content::text, 'UTF8'))
$$;

-- One function and three triggers a table. Of each row (@): whose it is, which record, whether Odoo has archived it or has it no
-- more, and what counts as its content; a row of which none of that changed is no change. Customers are told of only where their
-- flow, or everything, is wanted: who wants partners is told by other tables.
DO $$
DECLARE
    t record;
    told text;
    was text;
    now text;
BEGIN
    FOR t IN SELECT * FROM (VALUES
        ('mirror', 'o.connection = n.connection AND o.model = n.model AND o.odoo_id = n.odoo_id', 'mirror',
            '@.connection', '@.model', '@.odoo_id', '@.archived', '@.deleted', '@.data', true),
        ('customers', 'o.id = n.id', 'customers',
            '''default''', '''res.partner''', '@.odoo_partner_id', '@.odoo_status = ''archived''', '@.odoo_status = ''deleted''',
            'to_jsonb(@) - ''{password,email_verified_at,odoo_last_sync,updated_at}''::text[]', false),
        ('persons', 'o.id = n.id', 'employees',
            '@.connection', '''hr.employee''', '@.odoo_employee_id', '@.odoo_status = ''archived''', '@.odoo_status = ''deleted''',
            'to_jsonb(@) - ''{odoo_last_sync,updated_at}''::text[]', true),
        ('contact', 'o.connection = n.connection AND o.odoo_id = n.odoo_id', 'contacts',
            '@.connection', '''res.partner''', '@.odoo_id', '@.status = ''archived''', 'false', 'to_jsonb(@) - ''synced_at''', true),
        ('product', 'o.connection = n.connection AND o.odoo_id = n.odoo_id', 'products',
            '@.connection', '''product.product''', '@.odoo_id', '@.status = ''archived''', 'false', 'to_jsonb(@) - ''synced_at''', true),
        ('orders', 'o.id = n.id', 'orders',
            '@.connection', '''hub.order''', '@.id', 'false', 'false', 'to_jsonb(@) - ''{version,updated_at}''::text[]', true)
    ) AS v(name, same, flow, connection, model, record, archived, gone, content, by_model)
    LOOP
        told := replace(format('(whole OR %s)', CASE WHEN t.by_model THEN t.model || ' = ANY (wanted)' ELSE 'false' END), '@', 'n');
        now := replace(format('%s AS connection, %s AS model, %s AS record, (%s) AS archived, (%s) AS gone, change_hash(%s) AS hash',
            t.connection, t.model, t.record, t.archived, t.gone, t.content), '@', 'n');
        was := replace(format('(%s) AS was_archived, (%s) AS was_gone, change_hash(%s) AS before',
            t.archived, t.gone, t.content), '@', 'o');
        EXECUTE format($make$
CREATE FUNCTION %1$s_changed() RETURNS trigger LANGUAGE plpgsql
    SET enable_nestloop = off AS $f$    -- a plan that was made for one row is kept for a thousand
DECLARE
    wanted text[] := ARRAY(SELECT topic FROM change_wanted WHERE until > now());
    whole boolean := wanted && ARRAY['*', %2$L];
BEGIN
    IF wanted = '{}' THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF EXISTS (SELECT FROM new_rows n WHERE %3$s) THEN
            PERFORM change_begins();
            INSERT INTO change_event (flow, connection, model, record, operation, after)
            SELECT %2$L, connection, model, record, 'created', hash
            FROM (SELECT %4$s FROM new_rows n WHERE %3$s) c
            WHERE record IS NOT NULL
            ORDER BY record;
        END IF;
    ELSIF TG_OP = 'UPDATE' THEN
        IF EXISTS (SELECT FROM new_rows n WHERE %3$s) THEN
            PERFORM change_begins();
            INSERT INTO change_event (flow, connection, model, record, operation, before, after)
            SELECT %2$L, connection, model, record, operation, before, hash
            FROM (
                SELECT *, CASE WHEN gone AND NOT was_gone THEN 'deleted' WHEN was_gone AND NOT gone THEN 'restored'
                               WHEN archived AND NOT was_archived THEN 'archived' WHEN was_archived AND NOT archived THEN 'restored'
                               ELSE 'updated' END AS operation
                FROM (SELECT %4$s, %5$s FROM old_rows o JOIN new_rows n ON %6$s WHERE %3$s) r
            ) c
            WHERE record IS NOT NULL AND (operation <> 'updated' OR before <> hash)
            ORDER BY record;
        END IF;
    ELSIF EXISTS (SELECT FROM old_rows n WHERE %3$s) THEN
        PERFORM change_begins();
        INSERT INTO change_event (flow, connection, model, record, operation, before)
        SELECT %2$L, connection, model, record, 'deleted', hash
        FROM (SELECT %4$s FROM old_rows n WHERE %3$s) c
        WHERE record IS NOT NULL AND NOT gone
        ORDER BY record;
    END IF;
    RETURN NULL;
END
$f$ $make$, t.name, t.flow, told, now, was, t.same);
        EXECUTE format('CREATE TRIGGER %1$s_told_new AFTER INSERT ON %1$I REFERENCING NEW TABLE AS new_rows'
            ' FOR EACH STATEMENT EXECUTE FUNCTION %1$s_changed()', t.name);
        EXECUTE format('CREATE TRIGGER %1$s_told_changed AFTER UPDATE ON %1$I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows'
            ' FOR EACH STATEMENT EXECUTE FUNCTION %1$s_changed()', t.name);
        EXECUTE format('CREATE TRIGGER %1$s_told_gone AFTER DELETE ON %1$I REFERENCING OLD TABLE AS old_rows'
            ' FOR EACH STATEMENT EXECUTE FUNCTION %1$s_changed()', t.name);
    END LOOP;
END
$$;

-- What is told of a user's connection is the user's.
ALTER TABLE change_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE change_event FORCE ROW LEVEL SECURITY;
CREATE POLICY own_connections ON change_event
    USING ((SELECT visible_connections() IS NULL) OR connection = ANY ((SELECT visible_connections())::text[]));

-- And it goes with the connection, after the rows that it tells of.
CREATE FUNCTION connection_untold() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
DECLARE
    callers CONSTANT text[] := hub_steps_in();
BEGIN
    DELETE FROM change_event WHERE connection = 'c' || OLD.id;
    PERFORM hub_steps_back(callers);
    RETURN NULL;
END
$$;
CREATE TRIGGER z_connection_untold AFTER DELETE ON odoo_connection FOR EACH ROW WHEN (OLD.owner IS NOT NULL)
    EXECUTE FUNCTION connection_untold();
