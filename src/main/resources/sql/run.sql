-- One run, as the answer of getRun; no row when there is none.
SELECT to_json(r)::text AS run FROM sync_run r WHERE id = (:#${header.id})::bigint
