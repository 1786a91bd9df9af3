-- The flows (the body, a JSON array) with their last runs and open rejects, as the answer of listFlows.
SELECT json_build_object('data', coalesce(json_agg(
           f.flow || jsonb_build_object(
               'open_rejects', (SELECT count(*) FROM sync_reject j WHERE j.flow = f.name AND j.connection = 'default' AND j.healed_at IS NULL),
               'last_run', (SELECT to_jsonb(r) FROM sync_run r WHERE r.flow = f.name AND r.trigger <> 'hint' AND r.connection = 'default' ORDER BY r.id DESC LIMIT 1))
           ORDER BY f.name), '[]'))::text
FROM (SELECT e AS flow, e ->> 'name' AS name FROM jsonb_array_elements((:#${body})::jsonb) e) f
