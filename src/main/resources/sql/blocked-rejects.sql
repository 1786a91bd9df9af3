-- The open rejects that another record stands in the way of, with those records, as a JSON array of Odoo ids.
SELECT coalesce(json_agg(id ORDER BY id), '[]')::text
FROM (SELECT odoo_id AS id FROM sync_reject
      WHERE flow = :#${exchangeProperty.run.name} AND connection = :#${exchangeProperty.run.connection}
        AND healed_at IS NULL AND blocked_by IS NOT NULL
      UNION
      SELECT blocked_by FROM sync_reject
      WHERE flow = :#${exchangeProperty.run.name} AND connection = :#${exchangeProperty.run.connection}
        AND healed_at IS NULL AND blocked_by IS NOT NULL) s
