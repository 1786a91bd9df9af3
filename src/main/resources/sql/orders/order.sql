-- One order by its id (the body), as an answer; no row when there is none.
SELECT json_build_object('success', true, 'data', to_jsonb(l) - 'version' - 'connection')::text AS answer, '"' || l.version || '"' AS etag
FROM orders_listed l WHERE l.connection = 'default' AND l.id = (:#${body})::bigint
