-- A page of runs on one connection, newest first, as the answer of listOwnRuns.
WITH page AS (
    SELECT * FROM sync_run
    WHERE connection = (:#${exchangeProperty.ownConnection.key})::text
      AND ((:#${header.flow})::text IS NULL OR flow = (:#${header.flow})::text)
      AND ((:#${header.status})::text IS NULL OR status = (:#${header.status})::text)
      AND ((:#${header.before})::bigint IS NULL OR id < (:#${header.before})::bigint)
    ORDER BY id DESC LIMIT coalesce((:#${header.limit})::int, 50)
)
SELECT json_build_object(
    'data', (SELECT coalesce(json_agg(to_json(page) ORDER BY id DESC), '[]') FROM page),
    'next', (SELECT min(id) FROM page HAVING count(*) = coalesce((:#${header.limit})::int, 50)))::text
