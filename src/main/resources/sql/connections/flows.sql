-- The flows of one connection, each with its timetable and last run, as the answer of listOwnFlows.
SELECT json_build_object('connection', c.name, 'paused', c.paused_reason, 'data', coalesce(json_agg(json_build_object(
    'name', f.flow,
    'enabled', f.enabled,
    'schedule', f.schedule,
    'next_run', CASE WHEN f.enabled AND c.state = 'active' THEN f.due_at END,
    'running', coalesce(f.claimed_until > clock_timestamp(), false),
    'failures', f.failures,
    'last_failure', f.last_failure,
    'succeeded_at', f.succeeded_at,
    'complete_until', s.watermark,
    'open_rejects', (SELECT count(*) FROM sync_reject j WHERE j.flow = f.flow AND j.connection = 'c' || c.id AND j.healed_at IS NULL),
    'last_run', (SELECT to_json(r) FROM sync_run r WHERE r.flow = f.flow AND r.trigger <> 'hint' AND r.connection = 'c' || c.id ORDER BY r.id DESC LIMIT 1))
    ORDER BY f.flow) FILTER (WHERE f.flow IS NOT NULL), '[]'))::text
FROM odoo_connection c
LEFT JOIN connection_flow f ON f.connection_id = c.id
LEFT JOIN sync_flow s ON s.flow = f.flow AND s.connection = 'c' || c.id
WHERE c.id = (:#${exchangeProperty.ownConnection.id})::bigint
GROUP BY c.id
