-- One customer, as administrators see it.
SELECT json_build_object('id', id, 'account_number', account_number, 'name', name, 'account_status', account_status,
                         'odoo_status', odoo_status)::text
FROM customers WHERE id = (:#${header.id})::bigint
