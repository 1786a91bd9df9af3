-- Corrects an attendance and gives the id of the one that counts now; null when there is none.
SELECT attendance_correct((SELECT id FROM attendance WHERE id = (:#id)::bigint AND connection = 'default'), (:#change)::jsonb, (:#actor)::text)
