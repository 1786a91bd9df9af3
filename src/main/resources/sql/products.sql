-- One page of product.product into product, under the run's connection.
WITH input AS MATERIALIZED (
    SELECT (:#page)::bytea AS page, (:#ids)::bigint[] AS ids, (:#run)::bigint AS run, (:#lastId)::bigint AS last_id
), connection AS MATERIALIZED (
    SELECT sync_run_connection(input.run) AS connection FROM input
), p AS MATERIALIZED (
    SELECT c.connection, p.id AS odoo_id, p.name, p.default_code, p.barcode, p.list_price, p.standard_price AS cost, p.type,
           p.categ_id AS category_id, p.uom_id AS unit_id, CASE WHEN p.active IS TRUE THEN 'active' ELSE 'archived' END AS status
    FROM input, connection c, json_to_recordset(odoo_page(input.page)) AS p(
             id bigint, name text, default_code text, barcode text, list_price numeric, standard_price numeric, type text,
             categ_id bigint, uom_id bigint, active boolean)
), inserted AS (
    INSERT INTO product (connection, odoo_id, name, default_code, barcode, list_price, cost, type, category_id, unit_id, status)
    SELECT connection, odoo_id, name, default_code, barcode, list_price, cost, type, category_id, unit_id, status FROM p
    ON CONFLICT (connection, odoo_id) DO NOTHING
    RETURNING 1
), updated AS (
    UPDATE product t SET
        name = p.name, default_code = p.default_code, barcode = p.barcode, list_price = p.list_price, cost = p.cost, type = p.type,
        category_id = p.category_id, unit_id = p.unit_id, status = p.status, synced_at = now()
    FROM p
    WHERE t.connection = p.connection AND t.odoo_id = p.odoo_id AND (
        (t.name, t.default_code, t.barcode, t.list_price, t.cost, t.type, t.category_id, t.unit_id, t.status)
        IS DISTINCT FROM
        (p.name, p.default_code, p.barcode, p.list_price, p.cost, p.type, p.category_id, p.unit_id, p.status))
    RETURNING 1
), gone AS (
    DELETE FROM product t USING input, connection c
    WHERE t.connection = c.connection AND t.odoo_id = ANY (input.ids) AND NOT EXISTS (SELECT FROM p WHERE p.odoo_id = t.odoo_id)
    RETURNING 1
), figures AS (
    SELECT (SELECT count(*) FROM p) AS read, (SELECT count(*) FROM inserted) AS created,
           (SELECT count(*) FROM updated) AS updated, (SELECT count(*) FROM gone) AS marked
)
SELECT run.* FROM figures f, input i, LATERAL sync_page_stored(
    i.run, i.last_id, f.read, f.created, f.updated, f.read - f.created - f.updated, f.marked, 0, '{}') AS run
