-- One page of res.partner into contact, under the run's connection.
WITH input AS MATERIALIZED (
    SELECT (:#page)::bytea AS page, (:#ids)::bigint[] AS ids, (:#run)::bigint AS run, (:#lastId)::bigint AS last_id
), connection AS MATERIALIZED (
    SELECT sync_run_connection(input.run) AS connection FROM input
), p AS MATERIALIZED (
    SELECT c.connection, p.id AS odoo_id, p.name, p.email, p.phone, p.mobile, p.street, p.city, p.zip, p.country_id, p.website,
           p.vat, p.ref AS reference, coalesce(p.is_company, false) AS is_company, p.parent_id,
           CASE WHEN p.active IS TRUE THEN 'active' ELSE 'archived' END AS status
    FROM input, connection c, json_to_recordset(odoo_page(input.page)) AS p(
             id bigint, name text, email text, phone text, mobile text, street text, city text, zip text, country_id bigint,
             website text, vat text, ref text, is_company boolean, parent_id bigint, active boolean)
), inserted AS (
    INSERT INTO contact (connection, odoo_id, name, email, phone, mobile, street, city, zip, country_id, website, vat, reference,
                         is_company, parent_id, status)
    SELECT connection, odoo_id, name, email, phone, mobile, street, city, zip, country_id, website, vat, reference, is_company,
           parent_id, status FROM p
    ON CONFLICT (connection, odoo_id) DO NOTHING
    RETURNING 1
), updated AS (
    UPDATE contact t SET
        name = p.name, email = p.email, phone = p.phone, mobile = p.mobile, street = p.street, city = p.city, zip = p.zip,
        country_id = p.country_id, website = p.website, vat = p.vat, reference = p.reference, is_company = p.is_company,
        parent_id = p.parent_id, status = p.status, synced_at = now()
    FROM p
    WHERE t.connection = p.connection AND t.odoo_id = p.odoo_id AND (
        (t.name, t.email, t.phone, t.mobile, t.street, t.city, t.zip, t.country_id, t.website, t.vat, t.reference, t.is_company,
         t.parent_id, t.status)
        IS DISTINCT FROM
        (p.name, p.email, p.phone, p.mobile, p.street, p.city, p.zip, p.country_id, p.website, p.vat, p.reference, p.is_company,
         p.parent_id, p.status))
    RETURNING 1
), gone AS (
    DELETE FROM contact t USING input, connection c
    WHERE t.connection = c.connection AND t.odoo_id = ANY (input.ids) AND NOT EXISTS (SELECT FROM p WHERE p.odoo_id = t.odoo_id)
    RETURNING 1
), figures AS (
    SELECT (SELECT count(*) FROM p) AS read, (SELECT count(*) FROM inserted) AS created,
           (SELECT count(*) FROM updated) AS updated, (SELECT count(*) FROM gone) AS marked
)
SELECT run.* FROM figures f, input i, LATERAL sync_page_stored(
    i.run, i.last_id, f.read, f.created, f.updated, f.read - f.created - f.updated, f.marked, 0, '{}') AS run
