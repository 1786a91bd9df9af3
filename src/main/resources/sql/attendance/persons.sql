-- A page of persons by their ids, as the answer of listPersons.
WITH page AS (
    SELECT id, person_id, name, email, phone, department, position, metadata, odoo_employee_id, odoo_status AS status,
           odoo_last_sync, created_at, updated_at
    FROM persons
    WHERE connection = 'default'
      AND ((:#${header.status})::text IS NULL OR odoo_status = (:#${header.status})::text)
      AND ((:#${header.search})::text IS NULL
           OR strpos(lower(concat_ws(' ', person_id, name, email, department)), lower((:#${header.search})::text)) > 0)
      AND ((:#${header.after})::bigint IS NULL OR id > (:#${header.after})::bigint)
    ORDER BY id LIMIT coalesce((:#${header.limit})::int, 50)
)
SELECT json_build_object(
    'success', true,
    'total', (SELECT count(*) FROM persons WHERE connection = 'default'),
    'data', (SELECT coalesce(json_agg(to_json(page) ORDER BY id), '[]') FROM page),
    'next', (SELECT max(id) FROM page HAVING count(*) = coalesce((:#${header.limit})::int, 50)))::text
