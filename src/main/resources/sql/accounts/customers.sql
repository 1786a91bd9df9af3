-- A page of customers, newest first, as the answer of listCustomers.
WITH page AS (
    SELECT c.id, c.account_number, c.name, c.email, c.phone, c.type, c.account_status, c.odoo_status, c.odoo_partner_id,
           c.odoo_last_sync, c.password IS NOT NULL AND c.email_verified_at IS NOT NULL AS has_password, c.email_verified_at,
           i.invited_at, m.sent_at AS invitation_sent_at,
           (SELECT count(*) FROM access_token t
            WHERE t.customer_id = c.id AND t.revoked_at IS NULL AND t.expires_at > now()) AS sessions
    FROM customers c LEFT JOIN customer_invitation i ON i.customer_id = c.id LEFT JOIN mail_outbox m ON m.id = i.mail_id
    WHERE ((:#${header.search})::text IS NULL
           OR strpos(lower(concat_ws(' ', c.name, c.email, c.account_number, c.phone)), lower((:#${header.search})::text)) > 0)
      AND ((:#${header.linked})::boolean IS NULL OR (c.odoo_status = 'linked') = (:#${header.linked})::boolean)
      AND ((:#${header.password_set})::boolean IS NULL
           OR (c.password IS NOT NULL AND c.email_verified_at IS NOT NULL) = (:#${header.password_set})::boolean)
      AND ((:#${header.type})::text IS NULL OR c.type = (:#${header.type})::text)
      AND ((:#${header.before})::bigint IS NULL OR c.id < (:#${header.before})::bigint)
    ORDER BY c.id DESC LIMIT coalesce((:#${header.limit})::int, 50)
)
SELECT json_build_object(
    'data', (SELECT coalesce(json_agg(to_json(page) ORDER BY id DESC), '[]') FROM page),
    'next', (SELECT min(id) FROM page HAVING count(*) = coalesce((:#${header.limit})::int, 50)))::text
