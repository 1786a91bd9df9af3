-- One person by a badge that they have or had, as the answer of getPerson; no row when there is none.
SELECT json_build_object('success', true, 'data', to_jsonb(found) || jsonb_build_object('badges', (
           SELECT json_agg(b.badge ORDER BY b.since, b.badge) FROM person_badge b WHERE b.connection = 'default' AND b.person = found.id)))::text
FROM (SELECT id, person_id, name, email, phone, department, position, metadata, odoo_employee_id, odoo_status AS status,
           odoo_last_sync, created_at, updated_at
      FROM persons WHERE connection = 'default'
        AND id = (SELECT person FROM person_badge WHERE connection = 'default' AND badge = (:#${header.person_id})::text)) found
