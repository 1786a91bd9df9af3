-- A page of a run's rejects, newest first, as the answer of listRejects; no row when there is no such run.
WITH page AS (
    SELECT id, odoo_id, name, reason, detail, blocked_by, first_seen, last_seen, healed_at FROM sync_reject
    WHERE last_run = (:#${header.id})::bigint
      AND ((:#${header.before})::bigint IS NULL OR id < (:#${header.before})::bigint)
    ORDER BY id DESC LIMIT coalesce((:#${header.limit})::int, 50)
)
SELECT json_build_object(
    'data', (SELECT coalesce(json_agg(to_json(page) ORDER BY id DESC), '[]') FROM page),
    'next', (SELECT min(id) FROM page HAVING count(*) = coalesce((:#${header.limit})::int, 50)))::text AS rejects
FROM sync_run WHERE id = (:#${header.id})::bigint
