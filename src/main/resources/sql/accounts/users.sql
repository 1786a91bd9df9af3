-- A page of users, newest first, as the answer of listUsers.
WITH page AS (
    SELECT u.id, u.username, u.email, u.role, u.enabled, u.issuer, u.created_at, u.created_by, u.last_sign_in_at,
           (SELECT count(*) FROM user_session s
            WHERE s.user_id = u.id AND s.revoked_at IS NULL AND s.expires_at > now()) AS sessions
    FROM hub_user u
    WHERE ((:#${header.search})::text IS NULL
           OR strpos(lower(concat_ws(' ', u.username, u.email)), lower((:#${header.search})::text)) > 0)
      AND ((:#${header.role})::text IS NULL OR u.role = (:#${header.role})::text)
      AND ((:#${header.enabled})::boolean IS NULL OR u.enabled = (:#${header.enabled})::boolean)
      AND ((:#${header.before})::bigint IS NULL OR u.id < (:#${header.before})::bigint)
    ORDER BY u.id DESC LIMIT coalesce((:#${header.limit})::int, 50)
)
SELECT json_build_object(
    'data', (SELECT coalesce(json_agg(to_json(page) ORDER BY id DESC), '[]') FROM page),
    'next', (SELECT min(id) FROM page HAVING count(*) = coalesce((:#${header.limit})::int, 50)))::text
