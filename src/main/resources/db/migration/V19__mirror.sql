-- The mirror: Odoo records of any model as JSON, for reads that are fast and outlast an outage.

CREATE TABLE mirror (
    connection text NOT NULL,
    model      text NOT NULL,
    odoo_id    bigint NOT NULL,
    data       jsonb NOT NULL,                      -- the record under the names that the hub gives it on every Odoo
    write_date timestamptz,
    archived   boolean NOT NULL DEFAULT false,
    deleted    boolean NOT NULL DEFAULT false,      -- Odoo no longer has it
    pulled_at  timestamptz NOT NULL DEFAULT clock_timestamp(),   -- when the row last changed here
    PRIMARY KEY (connection, model, odoo_id)
);
COMMENT ON TABLE mirror IS 'Records as Odoo last gave them. How fresh they are says sync_flow.watermark of the flow that pulls the model.';

-- For the filters in use, each in the order of ids in which pages come.
CREATE INDEX mirror_production_state ON mirror (connection, (data ->> 'state'), odoo_id) WHERE model = 'mrp.production';
CREATE INDEX mirror_production_product ON mirror (connection, ((data -> 'product_id' ->> 0)::bigint), odoo_id)
    WHERE model = 'mrp.production';
CREATE INDEX mirror_quant_product ON mirror (connection, ((data -> 'product_id' ->> 0)::bigint), odoo_id)
    WHERE model = 'stock.quant';
CREATE INDEX mirror_quant_location ON mirror (connection, ((data -> 'location_id' ->> 0)::bigint), odoo_id)
    WHERE model = 'stock.quant';
CREATE INDEX mirror_partner_company ON mirror (connection, (data ->> 'is_company'), odoo_id) WHERE model = 'res.partner';
CREATE INDEX mirror_product_code ON mirror (connection, (data ->> 'default_code'), odoo_id) WHERE model = 'product.product';
CREATE INDEX mirror_product_barcode ON mirror (connection, (data ->> 'barcode'), odoo_id) WHERE model = 'product.product';

-- What reconciliation compares with Odoo's ids.
CREATE VIEW mirror_in_odoo AS SELECT connection, model, odoo_id FROM mirror WHERE NOT deleted;

-- A page as it came (UTF-8 JSON) with Odoo's own false for nothing. NUL, which PostgreSQL cannot hold in text, becomes U+FFFD.
CREATE FUNCTION mirror_page(page bytea) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    t text := convert_from(page, 'UTF8');
BEGIN
    IF strpos(t, '\u0000') > 0 THEN
        t := regexp_replace(t, '(?<!\\)((?:\\\\)*)\\u0000', '\1\\ufffd', 'g');
    END IF;
    RETURN t::jsonb;
END
$$;

-- Text of an html field, as older versions of Odoo have it in a plain one; anything else as it is.
CREATE FUNCTION mirror_plain(value jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN jsonb_typeof(value) = 'string' AND value #>> '{}' ~ '^<[a-z].*>\s*$' THEN to_jsonb(
        replace(replace(replace(replace(replace(btrim(
            regexp_replace(regexp_replace(value #>> '{}', '<br\s*/?>|</(p|div|li|h[1-6])>\s*', E'\n', 'gi'), '<[^>]*>', '', 'g'),
            E' \n'), '&nbsp;', ' '), '&lt;', '<'), '&gt;', '>'), '&quot;', '"'), '&amp;', '&'))
        ELSE value END
$$;

-- A record in the one form that it has here, whichever version of Odoo it comes from.
CREATE FUNCTION mirror_shape(model text, r jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE model
        WHEN 'product.product' THEN r - 'is_storable' || jsonb_build_object(
            'type', CASE WHEN r -> 'is_storable' = 'true' THEN '"product"' ELSE r -> 'type' END,
            'description', mirror_plain(r -> 'description'))
        WHEN 'res.partner' THEN '{"mobile": false}' || r
        WHEN 'stock.quant' THEN jsonb_build_object(
            'available_quantity', (r ->> 'quantity')::numeric - (r ->> 'reserved_quantity')::numeric) || r
        ELSE r END
$$;

-- Odoo's naive UTC as a moment; its false for nothing as null.
CREATE FUNCTION mirror_moment(value text) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (nullif(value, 'false')::timestamp) AT TIME ZONE 'UTC'
$$;

-- The rows of a table that Odoo no longer lists. Of a table with a column connection or model, only those of this one.
DROP FUNCTION sync_missing(text, text, json, text);
CREATE FUNCTION sync_missing(p_table text, p_column text, p_ids json, p_connection text, p_model text)
    RETURNS TABLE (missing bigint, total bigint, ids text) LANGUAGE plpgsql STABLE AS $$
DECLARE
    bounds text;
BEGIN
    SELECT coalesce(string_agg(format(' AND t.%I = %s', attname, CASE attname WHEN 'model' THEN '$3' ELSE '$2' END), ''), '') INTO bounds
    FROM pg_attribute
    WHERE attrelid = p_table::regclass AND attname IN ('connection', 'model') AND NOT attisdropped;
    RETURN QUERY EXECUTE format(
        'SELECT count(*) FILTER (WHERE o.id IS NULL), count(*),'
        ' coalesce(json_agg(t.%1$I ORDER BY t.%1$I) FILTER (WHERE o.id IS NULL), ''[]'')::text'
        ' FROM %2$s t LEFT JOIN (SELECT e::bigint AS id FROM json_array_elements_text($1) e) o ON o.id = t.%1$I'
        ' WHERE t.%1$I IS NOT NULL%3$s', p_column, p_table::regclass, bounds)
        USING p_ids, p_connection, p_model;
END
$$;

-- What was mirrored of a connection goes with it.
CREATE FUNCTION mirror_connection_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM mirror WHERE connection = 'c' || OLD.id;
    RETURN NULL;
END
$$;

CREATE TRIGGER mirror_connection_removed AFTER DELETE ON odoo_connection FOR EACH ROW
    EXECUTE FUNCTION mirror_connection_removed();
