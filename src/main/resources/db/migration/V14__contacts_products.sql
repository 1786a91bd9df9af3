-- Contacts and products as pulled models of any connection, each user's apart from every other's.

CREATE TABLE contact (
    connection text NOT NULL,
    odoo_id    bigint NOT NULL,
    name       text,
    email      text,
    phone      text,
    mobile     text,
    street     text,
    city       text,
    zip        text,
    country_id bigint,
    website    text,
    vat        text,
    reference  text,
    is_company boolean NOT NULL,
    parent_id  bigint,
    status     text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'archived')),
    synced_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (connection, odoo_id)
);
COMMENT ON TABLE contact IS 'res.partner of each connection, as it was pulled; a record that Odoo no longer has is removed.';

CREATE TABLE product (
    connection    text NOT NULL,
    odoo_id       bigint NOT NULL,
    name          text,
    default_code  text,
    barcode       text,
    list_price    numeric,
    cost          numeric,
    type          text,
    category_id   bigint,
    unit_id       bigint,
    status        text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'archived')),
    synced_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (connection, odoo_id)
);
COMMENT ON TABLE product IS 'product.product of each connection, as it was pulled; a record that Odoo no longer has is removed.';

-- The rows of a table that Odoo no longer lists; of a table with a column connection, that connection's rows only.
CREATE FUNCTION sync_missing(p_table text, p_column text, p_ids json, p_connection text)
    RETURNS TABLE (missing bigint, total bigint, ids text) LANGUAGE plpgsql STABLE AS $$
DECLARE
    bound text := '';
BEGIN
    IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = p_table::regclass AND attname = 'connection' AND NOT attisdropped) THEN
        bound := ' AND t.connection = $2';
    END IF;
    RETURN QUERY EXECUTE format(
        'SELECT count(*) FILTER (WHERE o.id IS NULL), count(*),'
        ' coalesce(json_agg(t.%1$I ORDER BY t.%1$I) FILTER (WHERE o.id IS NULL), ''[]'')::text'
        ' FROM %2$s t LEFT JOIN (SELECT e::bigint AS id FROM json_array_elements_text($1) e) o ON o.id = t.%1$I'
        ' WHERE t.%1$I IS NOT NULL%3$s', p_column, p_table::regclass, bound)
        USING p_ids, p_connection;
END
$$;

-- Who asks for data on a user's behalf names that user's connections first (isolate); rows of others are then not there,
-- whatever the statement says. A database user whom row-level security does not hold becomes one whom it does.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls))
       AND NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'odoo_hub_isolated') THEN
        CREATE ROLE odoo_hub_isolated NOLOGIN;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL;   -- another hub on this server was faster
END
$$;

CREATE FUNCTION isolate(connections text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('hub.connections', array_to_string(connections, ','), true),
            set_config('hub.isolated', 'on', true);
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls)) THEN
        SET LOCAL ROLE odoo_hub_isolated;
    END IF;
END
$$;
COMMENT ON FUNCTION isolate(text[]) IS 'Until the end of the transaction: only rows of these connections are there.';

CREATE FUNCTION is_mine(connection text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(current_setting('hub.isolated', true), '') <> 'on'
        OR connection = ANY (string_to_array(current_setting('hub.connections', true), ','))
$$;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['contact', 'product', 'sync_run', 'sync_reject', 'sync_flow'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY own_connections ON %I USING (is_mine(connection)) WITH CHECK (is_mine(connection))', name);
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'odoo_hub_isolated') THEN
            EXECUTE format('GRANT SELECT ON %I TO odoo_hub_isolated', name);
        END IF;
    END LOOP;
END
$$;

-- What was pulled by a connection goes with it.
CREATE FUNCTION connection_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM contact WHERE connection = 'c' || OLD.id;
    DELETE FROM product WHERE connection = 'c' || OLD.id;
    DELETE FROM sync_reject WHERE connection = 'c' || OLD.id;
    DELETE FROM sync_run WHERE connection = 'c' || OLD.id AND status <> 'running';
    DELETE FROM sync_flow WHERE connection = 'c' || OLD.id;
    RETURN NULL;
END
$$;

CREATE TRIGGER connection_removed AFTER DELETE ON odoo_connection FOR EACH ROW WHEN (OLD.owner IS NOT NULL)
    EXECUTE FUNCTION connection_removed();
