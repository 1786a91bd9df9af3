-- Voids an attendance, as the answer of voidAttendance; no row when there is none.
SELECT '{"success": true, "message": "The attendance is void; what Odoo has of it is removed with the next push."}'
WHERE attendance_void((SELECT id FROM attendance WHERE id = (:#id)::bigint AND connection = 'default'), (:#reason)::text, (:#actor)::text)
