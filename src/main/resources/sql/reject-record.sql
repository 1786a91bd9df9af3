-- A single record that the database refused: kept as a reject, and the resume point moves past it.
WITH kept AS (
    SELECT sync_keep_rejects((:#run)::bigint, (:#ids)::bigint[], jsonb_build_array(jsonb_build_object(
        'id', ((:#ids)::bigint[])[1], 'name', (:#name)::text, 'reason', 'refused', 'detail', (:#detail)::text))) AS healed
)
SELECT run.* FROM kept, LATERAL sync_page_stored((:#run)::bigint, (:#lastId)::bigint, 1, 0, 0, 0, 0, 1, '{}') AS run
