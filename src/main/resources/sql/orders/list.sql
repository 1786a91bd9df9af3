-- A page of orders, newest first, as the answer of listOrders.
WITH input AS MATERIALIZED (
    SELECT (:#${header.status})::text AS status, (:#${header.odoo_status})::text AS odoo_status,
           (:#${header.has_odoo_mo})::boolean AS has_odoo_mo, (:#${header.product_id})::bigint AS product_id,
           (:#${header.order_number})::text AS order_number, (:#${header.before})::bigint AS before,
           coalesce((:#${header.limit})::int, 100) AS most, coalesce((:#${header.offset})::int, 0) AS skipped
), matching AS MATERIALIZED (
    SELECT l.* FROM orders_listed l, input i
    WHERE l.connection = 'default'
      AND (i.status IS NULL OR l.status = i.status)
      AND (i.odoo_status IS NULL OR l.odoo_status = i.odoo_status)
      AND (i.has_odoo_mo IS NULL OR (l.odoo_mo_id IS NOT NULL) = i.has_odoo_mo)
      AND (i.product_id IS NULL OR l.product_id = i.product_id)
      AND (i.order_number IS NULL OR l.order_number = i.order_number)
), page AS (
    SELECT m.* FROM matching m, input i WHERE i.before IS NULL OR m.id < i.before
    ORDER BY m.id DESC OFFSET (SELECT skipped FROM input) LIMIT (SELECT most FROM input)
)
SELECT json_build_object(
    'success', true,
    'count', (SELECT count(*) FROM page),
    'total', (SELECT count(*) FROM matching),
    'data', (SELECT coalesce(json_agg(to_jsonb(page) - 'version' - 'connection' ORDER BY id DESC), '[]') FROM page),
    'next', (SELECT min(id) FROM page HAVING count(*) = (SELECT most FROM input)))::text
