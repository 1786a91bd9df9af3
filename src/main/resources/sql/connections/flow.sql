-- One flow of one connection, as the answer of changeOwnFlow and startOwnRun; no row when there is none.
SELECT json_build_object(
    'name', f.flow,
    'enabled', f.enabled,
    'schedule', f.schedule,
    'next_run', CASE WHEN f.enabled AND c.state = 'active' THEN f.due_at END,
    'running', coalesce(f.claimed_until > clock_timestamp(), false),
    'failures', f.failures,
    'last_failure', f.last_failure,
    'succeeded_at', f.succeeded_at,
    'last_run', (SELECT to_json(r) FROM sync_run r WHERE r.flow = f.flow AND r.trigger <> 'hint' AND r.connection = 'c' || c.id ORDER BY r.id DESC LIMIT 1))::text
FROM odoo_connection c JOIN connection_flow f ON f.connection_id = c.id
WHERE c.id = (:#${exchangeProperty.ownConnection.id})::bigint AND f.flow = (:#${header.flow})::text
