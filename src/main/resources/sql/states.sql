-- One page of res.country.state into odoo_state, whose names other flows join.
WITH p AS MATERIALIZED (
    SELECT * FROM json_to_recordset(odoo_page(:#page)) AS p(id bigint, name text, code text, country_id bigint)
), connection AS (
    SELECT connection FROM sync_run WHERE id = (:#run)::bigint
), inserted AS (
    INSERT INTO odoo_state (connection, id, country_id, code, name)
    SELECT c.connection, p.id, p.country_id, p.code, p.name FROM p, connection c
    ON CONFLICT (connection, id) DO NOTHING
    RETURNING 1
), updated AS (
    UPDATE odoo_state t SET country_id = p.country_id, code = p.code, name = p.name
    FROM p, connection c
    WHERE t.connection = c.connection AND t.id = p.id AND (t.country_id, t.code, t.name) IS DISTINCT FROM (p.country_id, p.code, p.name)
    RETURNING 1
), figures AS (
    SELECT (SELECT count(*) FROM p) AS read, (SELECT count(*) FROM inserted) AS created, (SELECT count(*) FROM updated) AS updated
)
SELECT run.* FROM figures f, LATERAL sync_page_stored(
    (:#run)::bigint, (:#lastId)::bigint, f.read, f.created, f.updated, f.read - f.created - f.updated, 0, 0, '{}') AS run
