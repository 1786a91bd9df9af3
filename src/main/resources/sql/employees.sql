-- One page of hr.employee into persons and their badges. See docs/flows/employees.md for the rules.
-- In: page (as it came), ids (that were asked for), run, lastId. Out: the run's row with its figures so far.
WITH input AS MATERIALIZED (
    SELECT (:#page)::bytea AS page, (:#ids)::bigint[] AS ids, (:#run)::bigint AS run, (:#lastId)::bigint AS last_id
), source AS MATERIALIZED (         -- who may not see badges gets a page without them: then everybody keeps theirs
    SELECT r.connection, strpos(convert_from(i.page, 'UTF8'), '"barcode":') > 0 AS has_badges
    FROM input i JOIN sync_run r ON r.id = i.run
), employee AS MATERIALIZED (
    SELECT e.id, s.connection, s.has_badges, own.id AS own_id, own.person_id AS own_badge, own.odoo_status AS own_status,
           CASE WHEN s.has_badges OR own.person_id IS NULL THEN coalesce(nullif(btrim(e.barcode), ''), 'ODOO_' || e.id)
                ELSE own.person_id END AS badge,
           coalesce(nullif(e.name, ''), 'ODOO_' || e.id) AS name, e.work_email AS email, e.mobile_phone AS phone, d.name AS department,
           j.name AS position,
           CASE WHEN e.employee_type IS NOT NULL THEN jsonb_build_object('employee_type', e.employee_type) ELSE '{}' END AS metadata,
           e.active IS TRUE AS active
    FROM source s, input i, json_to_recordset(odoo_page(i.page)) AS e(
             id bigint, name text, barcode text, work_email text, mobile_phone text, department_id bigint, job_id bigint,
             employee_type text, active boolean)
    LEFT JOIN odoo_department d ON d.connection = (SELECT connection FROM source) AND d.id = e.department_id
    LEFT JOIN odoo_job j ON j.connection = (SELECT connection FROM source) AND j.id = e.job_id
    LEFT JOIN persons own ON own.connection = (SELECT connection FROM source) AND own.odoo_employee_id = e.id
), gone AS MATERIALIZED (           -- no employee any more, and why
    SELECT id, 'archived' AS status FROM employee WHERE NOT active
    UNION ALL
    SELECT id, 'deleted' FROM input, unnest(input.ids) AS id WHERE NOT EXISTS (SELECT FROM employee WHERE employee.id = id)
), wanted AS MATERIALIZED (
    SELECT e.*, row_number() OVER best AS nth, first_value(e.id) OVER best AS first_id
    FROM employee e WHERE active
    WINDOW best AS (PARTITION BY badge ORDER BY own_badge IS NOT DISTINCT FROM badge DESC, id)
), held AS MATERIALIZED (           -- the badge is another person's; it is free if that one leaves it
    SELECT w.id, h.id AS holder_id, h.odoo_employee_id AS holder,
           h.odoo_employee_id IS NULL AND w.own_id IS NULL AS adopted,
           h.odoo_employee_id IS NOT NULL AND (h.odoo_status IN ('archived', 'deleted')
               OR EXISTS (SELECT FROM gone WHERE gone.id = h.odoo_employee_id)) AS left_behind,
           EXISTS (SELECT FROM wanted m WHERE m.id = h.odoo_employee_id AND m.badge <> h.person_id AND m.nth = 1) AS moves
    FROM wanted w JOIN persons h ON h.connection = w.connection AND h.person_id = w.badge
    WHERE w.nth = 1 AND h.odoo_employee_id IS DISTINCT FROM w.id
), reject AS MATERIALIZED (
    SELECT id, name, 'badge_taken' AS reason, 'Employee ' || first_id || ' has the same badge.' AS detail, first_id AS blocked_by
    FROM wanted WHERE nth > 1
    UNION ALL
    SELECT w.id, w.name, 'badge_taken', coalesce('Employee ' || held.holder || ' has the same badge.', 'A person without an employee has the same badge.'),
           held.holder
    FROM wanted w JOIN held USING (id) WHERE NOT (held.adopted OR held.left_behind OR held.moves)
), due AS MATERIALIZED (
    SELECT w.*, coalesce(w.own_id, taken.holder_id) AS person
    FROM wanted w LEFT JOIN held taken ON taken.id = w.id AND taken.adopted
    WHERE NOT EXISTS (SELECT FROM reject WHERE reject.id = w.id)
), inserted AS (
    INSERT INTO persons (connection, person_id, name, email, phone, department, position, metadata, odoo_employee_id, odoo_last_sync)
    SELECT connection, badge, name, email, phone, department, position, metadata, id, now() FROM due WHERE person IS NULL
    RETURNING id, person_id, odoo_employee_id
), updated AS (
    UPDATE persons p SET person_id = d.badge, name = d.name, email = d.email, phone = d.phone, department = d.department,
        position = d.position, metadata = p.metadata || d.metadata, odoo_employee_id = d.id, odoo_status = 'linked',
        odoo_last_sync = now(), updated_at = now()
    FROM due d
    WHERE p.id = d.person AND (
        (p.person_id, p.name, p.email, p.phone, p.department, p.position, p.metadata, p.odoo_employee_id, p.odoo_status)
        IS DISTINCT FROM
        (d.badge, d.name, d.email, d.phone, d.department, d.position, p.metadata || d.metadata, d.id, 'linked'))
    RETURNING p.id, d.own_status IS DISTINCT FROM 'linked' AS linked
), marked AS (                      -- gone; a badge that somebody else has now is left to them
    UPDATE persons p SET odoo_status = m.status, odoo_last_sync = now(), updated_at = now(),
        person_id = CASE WHEN m.badge_lost THEN 'ODOO_' || p.odoo_employee_id ELSE p.person_id END
    FROM (
        SELECT p.id, coalesce(g.status, p.odoo_status) AS status, bool_or(due.id IS NOT NULL) AS badge_lost
        FROM source s JOIN persons p ON p.connection = s.connection AND p.odoo_employee_id IS NOT NULL
        LEFT JOIN gone g ON g.id = p.odoo_employee_id
        LEFT JOIN held h ON h.holder_id = p.id AND h.left_behind
        LEFT JOIN due ON due.id = h.id
        WHERE p.odoo_employee_id = ANY (ARRAY(SELECT id FROM gone)) OR p.id = ANY (ARRAY(SELECT holder_id FROM held WHERE left_behind))
        GROUP BY p.id, g.status
    ) m
    WHERE p.id = m.id AND (m.status <> p.odoo_status OR m.badge_lost) AND NOT EXISTS (SELECT FROM due WHERE due.person = p.id)
    RETURNING p.id
), badge AS (                       -- the badge, and the name by the id, under which scripts know an employee as well
    SELECT d.connection, d.badge, coalesce(d.person, n.id) AS person, true AS real FROM due d LEFT JOIN inserted n ON n.odoo_employee_id = d.id
    UNION ALL
    SELECT d.connection, 'ODOO_' || d.id, coalesce(d.person, n.id), false FROM due d LEFT JOIN inserted n ON n.odoo_employee_id = d.id
    WHERE d.badge <> 'ODOO_' || d.id AND NOT EXISTS (SELECT FROM due o WHERE o.badge = 'ODOO_' || d.id)
), known AS (
    INSERT INTO person_badge AS k (connection, badge, person)
    SELECT b.connection, b.badge, b.person FROM badge b
    WHERE NOT EXISTS (SELECT FROM person_badge o WHERE o.connection = b.connection AND o.badge = b.badge AND (o.person = b.person OR NOT b.real))
    ON CONFLICT (connection, badge) DO UPDATE SET person = EXCLUDED.person, since = now()
    RETURNING k.badge
), figures AS (
    SELECT (SELECT count(*) FROM employee) AS read, (SELECT count(*) FROM inserted) AS created,
           (SELECT count(*) FROM updated) AS updated, (SELECT count(*) FROM due) AS due,
           (SELECT count(*) FROM marked) AS marked, (SELECT count(*) FROM reject) AS rejected,
           (SELECT coalesce(jsonb_object_agg(status, n), '{}') FROM (SELECT status, count(*) AS n FROM gone GROUP BY status) g) AS skipped,
           sync_keep_rejects(run, ids, (SELECT coalesce(jsonb_agg(to_jsonb(reject)), '[]') FROM reject)) AS healed,
           attendance_badges_known(s.connection, (SELECT array_agg(known.badge) FROM known)) AS found,
           attendance_persons_changed(s.connection, ARRAY(SELECT id FROM marked UNION ALL SELECT id FROM updated WHERE linked)) AS waiting,
           run, last_id
    FROM input, source s
)
SELECT run.* FROM figures f, LATERAL sync_page_stored(
    f.run, f.last_id, f.read, f.created, f.updated, f.due - f.created - f.updated, f.marked, f.rejected, f.skipped) AS run
