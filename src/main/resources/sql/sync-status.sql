-- How the hub stands with Odoo (the body: what is configured), as the answer of getSyncStatus.
WITH config AS (
    SELECT (:#${body})::jsonb AS c, coalesce(nullif(:#${properties:hub.attendance.zone:UTC}, ''), 'UTC') AS zone
), line AS (
    SELECT at, message FROM activity_log WHERE connection = 'default' AND category = 'odoo_sync' AND level <> 'error' ORDER BY id DESC LIMIT 1
), run AS (                         -- one that found nothing new writes no line
    SELECT finished_at AS at, 'Synced ' || flow || ' from Odoo: ' || created || ' added, ' || updated || ' updated' AS message FROM sync_run
    WHERE connection = 'default' AND status = 'succeeded' AND trigger <> 'required' ORDER BY id DESC LIMIT 1
), last AS (
    SELECT at, message FROM (SELECT * FROM line UNION ALL SELECT * FROM run) either ORDER BY at DESC LIMIT 1
)
SELECT json_build_object(
    'success', true,
    'data', json_build_object(
        'odoo', json_build_object(
            'enabled', true,
            'configured', c -> 'configured',
            'url', c -> 'config' -> 'url',
            'db', c -> 'config' -> 'db',
            'last_sync', (SELECT at FROM last),
            'last_sync_message', (SELECT message FROM last),
            'status', CASE WHEN NOT (c ->> 'configured')::boolean THEN 'not_configured'
                           WHEN c ->> 'paused' IS NOT NULL THEN 'paused' ELSE 'configured' END),
        'attendance', json_build_object(
            'waiting', (SELECT count(*) FROM outbox WHERE flow = 'attendance' AND connection = 'default' AND status <> 'dead'),
            'dead', (SELECT count(*) FROM outbox WHERE flow = 'attendance' AND connection = 'default' AND status = 'dead'),
            'pushed_today', (SELECT count(*) FROM attendance WHERE connection = 'default'
                AND pushed_at >= date_trunc('day', now() AT TIME ZONE zone) AT TIME ZONE zone))))::text
FROM config
