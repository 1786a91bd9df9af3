-- One page of hr.department into odoo_department, whose names other flows join.
WITH input AS MATERIALIZED (
    SELECT (:#page)::bytea AS page, (:#ids)::bigint[] AS ids, (:#run)::bigint AS run, (:#lastId)::bigint AS last_id
), p AS MATERIALIZED (
    SELECT p.* FROM input, json_to_recordset(odoo_page(input.page)) AS p(id bigint, name text)
), connection AS (
    SELECT r.connection FROM sync_run r, input WHERE r.id = input.run
), inserted AS (
    INSERT INTO odoo_department (connection, id, name)
    SELECT c.connection, p.id, p.name FROM p, connection c
    ON CONFLICT (connection, id) DO NOTHING
    RETURNING 1
), updated AS (
    UPDATE odoo_department t SET name = p.name
    FROM p, connection c
    WHERE t.connection = c.connection AND t.id = p.id AND t.name IS DISTINCT FROM p.name
    RETURNING 1
), gone AS (
    DELETE FROM odoo_department t USING input, connection c
    WHERE t.connection = c.connection AND t.id = ANY (input.ids) AND NOT EXISTS (SELECT FROM p WHERE p.id = t.id)
    RETURNING 1
), figures AS (
    SELECT (SELECT count(*) FROM p) AS read, (SELECT count(*) FROM inserted) AS created, (SELECT count(*) FROM updated) AS updated,
           (SELECT count(*) FROM gone) AS marked
)
SELECT run.* FROM figures f, input i, LATERAL sync_page_stored(
    i.run, i.last_id, f.read, f.created, f.updated, f.read - f.created - f.updated, f.marked, 0, '{}') AS run
