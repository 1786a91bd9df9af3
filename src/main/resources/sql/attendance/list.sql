-- A page of attendances, newest first, as the answer of listAttendance. Days are those of hub.attendance.zone.
WITH input AS MATERIALIZED (
    SELECT coalesce(nullif(:#${properties:hub.attendance.zone:UTC}, ''), 'UTC') AS zone, (:#${header.from})::date AS day_from,
           (:#${header.to})::date AS day_to, (:#${header.person_id})::text AS person_id, (:#${header.status})::text AS status,
           (:#${header.before})::bigint AS before, coalesce((:#${header.limit})::int, 50) AS most
), page AS (
    SELECT at, id, person_id, name, department, check_in, check_out, duration_minutes, terminal, source, status, odoo_id, cause,
               message, remedy, corrected_at, closed_by_policy, void_reason
    FROM attendance_listed l
    WHERE connection = 'default'
      AND at >= (SELECT coalesce(day_from::timestamp AT TIME ZONE zone, '-infinity') FROM input)
      AND at < (SELECT coalesce((day_to + 1)::timestamp AT TIME ZONE zone, 'infinity') FROM input)
      AND ((SELECT person_id FROM input) IS NULL OR lane = (
          SELECT attendance_lane((SELECT b.person FROM person_badge b WHERE b.connection = 'default' AND b.badge = i.person_id), i.person_id)
          FROM input i))
      AND ((SELECT status FROM input) IS NULL OR status = (SELECT status FROM input))
      AND ((SELECT before FROM input) IS NULL OR (at, id) < (SELECT a.at, a.id FROM attendance a WHERE a.id = (SELECT before FROM input)))
    ORDER BY at DESC, id DESC LIMIT (SELECT most FROM input)
)
SELECT json_build_object(
    'success', true,
    'data', (SELECT coalesce(json_agg(to_jsonb(page) - 'at' ORDER BY at DESC, id DESC), '[]') FROM page),
    'next', (SELECT id FROM page WHERE (SELECT count(*) FROM page) = (SELECT most FROM input) ORDER BY at, id LIMIT 1))::text
