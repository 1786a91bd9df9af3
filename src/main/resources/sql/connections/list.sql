-- A page of users' connections with their flows, by number, as the answer of listConnections.
WITH page AS (
    SELECT c.id, u.username, c.name, c.host, c.db, u.enabled AS owner_enabled, c.state, c.paused_reason
    FROM odoo_connection c JOIN hub_user u ON u.id = c.owner
    WHERE ((:#${header.state})::text IS NULL OR c.state = (:#${header.state})::text)
      AND ((:#${header.after})::bigint IS NULL OR c.id > (:#${header.after})::bigint)
    ORDER BY c.id LIMIT coalesce((:#${header.limit})::int, 50)
), flows AS (
    SELECT f.connection_id AS id, json_agg(json_build_object(
        'name', f.flow, 'enabled', f.enabled, 'schedule', f.schedule, 'next_run', f.due_at,
        'running', coalesce(f.claimed_until > clock_timestamp(), false), 'failures', f.failures, 'last_failure', f.last_failure,
        'succeeded_at', f.succeeded_at,
        'last_run', (SELECT to_json(r) FROM sync_run r WHERE r.flow = f.flow AND r.trigger <> 'hint' AND r.connection = 'c' || f.connection_id
                     ORDER BY r.id DESC LIMIT 1)) ORDER BY f.flow) AS flows
    FROM connection_flow f WHERE f.connection_id IN (SELECT id FROM page) GROUP BY f.connection_id
), counts AS (
    SELECT count(*) AS total, count(*) FILTER (WHERE c.state = 'paused') AS paused
    FROM odoo_connection c WHERE c.owner IS NOT NULL
)
SELECT json_build_object(
    'data', (SELECT coalesce(json_agg(json_build_object(
        'id', p.id, 'key', 'c' || p.id, 'owner', p.username, 'name', p.name, 'host', p.host, 'database', p.db,
        'enabled', p.owner_enabled AND p.state = 'active', 'paused', p.paused_reason,
        'flows', coalesce(f.flows, '[]')) ORDER BY p.id), '[]') FROM page p LEFT JOIN flows f USING (id)),
    'total', (SELECT total FROM counts),
    'paused', (SELECT paused FROM counts),
    'next', (SELECT max(id) FROM page HAVING count(*) = coalesce((:#${header.limit})::int, 50)))::text
