-- One attendance by its id (the body), as the answer of correctAttendance; no row when there is none.
SELECT json_build_object('success', true, 'data', to_jsonb(l))::text
FROM (SELECT id, person_id, name, department, check_in, check_out, duration_minutes, terminal, source, status, odoo_id, cause,
               message, remedy, corrected_at, closed_by_policy, void_reason
      FROM attendance_listed WHERE connection = 'default' AND id = (:#${body})::bigint) l
