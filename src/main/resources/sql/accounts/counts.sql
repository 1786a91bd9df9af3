-- How many customers there are, as the answer of countCustomers.
SELECT json_build_object(
    'total', count(*),
    'linked', count(*) FILTER (WHERE odoo_status = 'linked'),
    'with_password', count(*) FILTER (WHERE password IS NOT NULL AND email_verified_at IS NOT NULL),
    'company', count(*) FILTER (WHERE type = 'company'),
    'individual', count(*) FILTER (WHERE type = 'individual'),
    'blocked', count(*) FILTER (WHERE account_status <> 'active'))::text
FROM customers
