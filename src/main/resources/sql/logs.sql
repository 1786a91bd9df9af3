-- A page of the activity log, newest first, as the answer of listLogs.
WITH page AS (
    SELECT id, at AS "timestamp", category, level, flow, message, details FROM activity_log
    WHERE ((:#${header.category})::text IS NULL OR category = (:#${header.category})::text)
      AND ((:#${header.before})::bigint IS NULL OR id < (:#${header.before})::bigint)
    ORDER BY id DESC LIMIT coalesce((:#${header.limit})::int, 50)
)
SELECT json_build_object(
    'success', true,
    'data', (SELECT coalesce(json_agg(to_json(page) ORDER BY id DESC), '[]') FROM page),
    'next', (SELECT min(id) FROM page HAVING count(*) = coalesce((:#${header.limit})::int, 50)))::text
