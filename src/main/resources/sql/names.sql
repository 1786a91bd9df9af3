-- One page of a model whose names other flows join (res.country, res.country.state, hr.department, hr.job) into odoo_name.
WITH input AS MATERIALIZED (
    SELECT (:#page)::bytea AS page, (:#ids)::bigint[] AS ids, (:#source)::json AS source, (:#lastId)::bigint AS last_id
), source AS MATERIALIZED (
    SELECT r.id AS run, r.connection, input.source ->> 'model' AS model
    FROM sync_run r, input WHERE r.id = (input.source ->> 'run')::bigint
), p AS MATERIALIZED (
    SELECT s.connection, s.model, p.* FROM input, source s,
        json_to_recordset(odoo_page(input.page)) AS p(id bigint, name text, code text, country_id bigint)
), inserted AS (
    INSERT INTO odoo_name (connection, model, id, name, code, country_id)
    SELECT connection, model, id, name, code, country_id FROM p
    ON CONFLICT (connection, model, id) DO NOTHING
    RETURNING 1
), updated AS (
    UPDATE odoo_name t SET name = p.name, code = p.code, country_id = p.country_id
    FROM p
    WHERE t.connection = p.connection AND t.model = p.model AND t.id = p.id
      AND (t.name, t.code, t.country_id) IS DISTINCT FROM (p.name, p.code, p.country_id)
    RETURNING 1
), gone AS (
    DELETE FROM odoo_name t USING input, source s
    WHERE t.connection = s.connection AND t.model = s.model AND t.id = ANY (input.ids)
      AND NOT EXISTS (SELECT FROM p WHERE p.id = t.id)
    RETURNING 1
), figures AS (
    SELECT (SELECT count(*) FROM p) AS read, (SELECT count(*) FROM inserted) AS created, (SELECT count(*) FROM updated) AS updated,
           (SELECT count(*) FROM gone) AS marked
)
SELECT run.* FROM figures f, input i, source s, LATERAL sync_page_stored(
    s.run, i.last_id, f.read, f.created, f.updated, f.read - f.created - f.updated, f.marked, 0, '{}') AS run
