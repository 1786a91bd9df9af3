-- A page of a flow's open rejects, newest first, as the answer of listOpenRejects.
WITH page AS (
    SELECT id, odoo_id, name, reason, detail, blocked_by, first_seen, last_seen, healed_at FROM sync_reject
    WHERE flow = (:#${header.flow})::text AND connection = 'default' AND healed_at IS NULL
      AND ((:#${header.before})::bigint IS NULL OR id < (:#${header.before})::bigint)
    ORDER BY id DESC LIMIT coalesce((:#${header.limit})::int, 50)
)
SELECT json_build_object(
    'data', (SELECT coalesce(json_agg(to_json(page) ORDER BY id DESC), '[]') FROM page),
    'next', (SELECT min(id) FROM page HAVING count(*) = coalesce((:#${header.limit})::int, 50)))::text AS rejects
