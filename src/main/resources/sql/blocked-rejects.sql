-- The open rejects that another record stands in the way of, or that the database refused, with those records, as a JSON
-- array of Odoo ids.
WITH waiting AS (
    SELECT odoo_id, blocked_by FROM sync_reject
    WHERE flow = :#${exchangeProperty.run.name} AND connection = :#${exchangeProperty.run.connection}
      AND healed_at IS NULL AND (blocked_by IS NOT NULL OR reason = 'refused')
)
SELECT coalesce(json_agg(id ORDER BY id), '[]')::text
FROM (SELECT odoo_id AS id FROM waiting UNION SELECT blocked_by FROM waiting WHERE blocked_by IS NOT NULL) s
