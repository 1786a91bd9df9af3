-- One user, as administrators see it.
SELECT json_build_object(
    'id', id, 'username', username, 'email', email, 'role', role, 'enabled', enabled, 'issuer', issuer,
    'created_at', created_at, 'created_by', created_by, 'last_sign_in_at', last_sign_in_at,
    'sessions', (SELECT count(*) FROM user_session s
                 WHERE s.user_id = u.id AND s.revoked_at IS NULL AND s.expires_at > now()))::text
FROM hub_user u WHERE id = (:#${header.id})::bigint
