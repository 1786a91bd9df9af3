-- One run on a connection of the owner, as the answer of getOwnRun; no row when there is none.
SELECT to_json(r)::text AS run FROM sync_run r
WHERE r.id = (:#${header.id})::bigint
  AND r.connection IN (SELECT 'c' || c.id FROM odoo_connection c WHERE c.owner = (:#${exchangeProperty.owner})::bigint)
