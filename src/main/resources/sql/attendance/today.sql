-- Today's attendances, as the answer of listToday: those that began today, and those still open since yesterday.
WITH input AS MATERIALIZED (
    SELECT coalesce(nullif(:#${properties:hub.attendance.zone:UTC}, ''), 'UTC') AS zone
), day AS MATERIALIZED (
    SELECT zone, (now() AT TIME ZONE zone)::date AS today, date_trunc('day', now() AT TIME ZONE zone) AT TIME ZONE zone AS since FROM input
), listed AS (
    SELECT at, id, person_id, name, department, check_in, check_out, duration_minutes, terminal, source, status, odoo_id, cause,
               message, remedy, corrected_at, closed_by_policy, void_reason
    FROM attendance_listed
    WHERE connection = 'default' AND status <> 'void' AND at >= (SELECT since - interval '1 day' FROM day)
      AND (at >= (SELECT since FROM day) OR check_out IS NULL)
)
SELECT json_build_object(
    'success', true, 'date', (SELECT today FROM day), 'zone', (SELECT zone FROM day),
    'total', (SELECT count(*) FROM listed), 'present', (SELECT count(*) FROM listed WHERE check_in IS NOT NULL AND check_out IS NULL),
    'data', (SELECT coalesce(json_agg(to_jsonb(listed) - 'at' ORDER BY at, id), '[]') FROM listed))::text
