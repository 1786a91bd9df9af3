-- Takes events in and says of each what became of it, as the answer of recordAttendance and importAttendance.
-- In: rows and rejected (JSON arrays), source, label (index or line). Out: the answer and its HTTP status.
WITH input AS MATERIALIZED (
    SELECT (:#rows)::json AS rows, (:#rejected)::json AS rejected, (:#source)::text AS source, (:#label)::text AS label
), taken AS MATERIALIZED (
    SELECT t.* FROM input, attendance_take('default', input.source, input.rows) t
), told AS MATERIALIZED (
    SELECT t.r_i AS i, t.r_status AS status, t.r_attendance AS attendance_id, t.r_event AS event_id, t.r_reason AS reason, t.r_message AS message
    FROM taken t
    UNION ALL
    SELECT r.i, 'rejected', NULL, NULL, r.reason, r.message
    FROM input, json_to_recordset(input.rejected) AS r(i int, reason text, message text)
), figures AS (
    SELECT count(*) FILTER (WHERE status = 'accepted') AS accepted, count(*) FILTER (WHERE status = 'duplicate') AS duplicates,
           count(*) FILTER (WHERE status = 'dead_letter') AS dead_letters, count(*) FILTER (WHERE status = 'rejected') AS rejected,
           count(*) AS total
    FROM told
)
SELECT json_build_object(
           'success', f.rejected = 0,
           'message', format('%s accepted, %s known already, %s dead letters, %s rejected', f.accepted, f.duplicates, f.dead_letters, f.rejected),
           'accepted', f.accepted, 'duplicates', f.duplicates, 'dead_letters', f.dead_letters, 'rejected', f.rejected,
           'results', (SELECT coalesce(json_agg(json_build_object(input.label, i, 'status', status, 'attendance_id', attendance_id,
               'event_id', event_id, 'reason', reason, 'message', message) ORDER BY i), '[]') FROM told))::text AS answer,
       CASE WHEN f.rejected > 0 AND f.rejected = f.total THEN 422 ELSE 200 END AS status
FROM figures f, input
