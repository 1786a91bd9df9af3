-- One page of any model into the mirror, under the run's connection. What is older than the row that is there, by Odoo's own
-- stamp, is passed over: somebody stored a later reading while this page was on its way. A full run takes Odoo at its word.
WITH input AS MATERIALIZED (
    SELECT (:#page)::bytea AS page, (:#ids)::bigint[] AS ids, (:#source)::json AS source, (:#lastId)::bigint AS last_id
), source AS MATERIALIZED (
    SELECT r.id AS run, r.connection, r.mode, input.source ->> 'model' AS model
    FROM sync_run r, input WHERE r.id = (input.source ->> 'run')::bigint
), p AS MATERIALIZED (
    SELECT s.connection, s.model, (e ->> 'id')::bigint AS odoo_id, mirror_shape(s.model, e) AS data,
           mirror_moment(e ->> 'write_date') AS write_date, coalesce(e -> 'active' = 'false', false) AS archived
    FROM input, source s, jsonb_array_elements(mirror_page(input.page)) e
), inserted AS (
    INSERT INTO mirror (connection, model, odoo_id, data, write_date, archived)
    SELECT connection, model, odoo_id, data, write_date, archived FROM p
    ON CONFLICT (connection, model, odoo_id) DO NOTHING
    RETURNING 1
), updated AS (
    UPDATE mirror t SET
        data = p.data, write_date = p.write_date, archived = p.archived, deleted = false, pulled_at = clock_timestamp()
    FROM p, source s
    WHERE t.connection = p.connection AND t.model = p.model AND t.odoo_id = p.odoo_id
      AND (t.data, t.archived, t.deleted) IS DISTINCT FROM (p.data, p.archived, false)
      AND (s.mode <> 'incremental' OR t.write_date IS NULL OR p.write_date >= t.write_date)
    RETURNING 1
), gone AS (
    UPDATE mirror t SET deleted = true, pulled_at = clock_timestamp() FROM input, source s
    WHERE t.connection = s.connection AND t.model = s.model AND t.odoo_id = ANY (input.ids) AND NOT t.deleted
      AND NOT EXISTS (SELECT FROM p WHERE p.odoo_id = t.odoo_id)
    RETURNING 1
), figures AS (
    SELECT (SELECT count(*) FROM p) AS read, (SELECT count(*) FROM inserted) AS created,
           (SELECT count(*) FROM updated) AS updated, (SELECT count(*) FROM gone) AS marked
)
SELECT run.* FROM figures f, input i, source s, LATERAL sync_page_stored(
    s.run, i.last_id, f.read, f.created, f.updated, f.read - f.created - f.updated, f.marked, 0, '{}') AS run
