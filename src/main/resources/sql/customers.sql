-- One page of res.partner into customers. See docs/flows/customers.md for the rules.
-- In: page (as it came), ids (that were asked for), run, lastId. Out: the run's row with its figures so far.
WITH input AS MATERIALIZED (
    SELECT (:#page)::bytea AS page, (:#ids)::bigint[] AS ids, (:#run)::bigint AS run, (:#lastId)::bigint AS last_id
), asked AS MATERIALIZED (
    SELECT id FROM input, unnest(input.ids) AS id
), partner AS MATERIALIZED (
    SELECT p.id, CASE WHEN p.active AND p.parent_id IS NULL THEN odoo_email(btrim(p.email)) END AS email, p.name, p.phone, p.mobile,
           p.street, p.street2, p.city, p.zip, s.name AS state, c.name AS country, p.website, p.vat AS vat_number, p.ref AS reference,
           CASE WHEN p.is_company THEN 'company' ELSE 'individual' END AS type,
           CASE WHEN p.active IS NOT TRUE THEN 'archived'
                WHEN p.parent_id IS NOT NULL THEN 'child_contact'
                WHEN btrim(coalesce(p.email, '')) = '' THEN 'no_email' END AS skip
    FROM input, json_to_recordset(odoo_page(input.page)) AS p(
             id bigint, name text, email text, phone text, mobile text, street text, street2 text, city text, zip text,
             state_id bigint, country_id bigint, website text, vat text, ref text, is_company boolean, parent_id bigint,
             active boolean)
    LEFT JOIN odoo_state s ON s.connection = 'default' AND s.id = p.state_id
    LEFT JOIN odoo_country c ON c.connection = 'default' AND c.id = p.country_id
), gone AS MATERIALIZED (           -- no customer any more, and why
    SELECT id, skip AS status FROM partner WHERE skip IS NOT NULL
    UNION ALL
    SELECT id, 'deleted' FROM asked WHERE NOT EXISTS (SELECT FROM partner WHERE partner.id = asked.id)
), wanted AS MATERIALIZED (         -- a customer, if its address is free
    SELECT p.*, own.id AS own_id, own.email AS own_email,
           row_number() OVER (PARTITION BY p.email ORDER BY own.email IS NOT DISTINCT FROM p.email DESC, p.id) AS nth,
           first_value(p.id) OVER (PARTITION BY p.email ORDER BY own.email IS NOT DISTINCT FROM p.email DESC, p.id) AS first_id
    FROM partner p LEFT JOIN customers own ON own.odoo_partner_id = p.id
    WHERE p.skip IS NULL AND p.email IS NOT NULL
), held AS MATERIALIZED (           -- the address is another customer's; it is free if that one leaves it
    SELECT w.id, h.id AS holder_id, h.odoo_partner_id AS holder,
           (h.odoo_partner_id IS NULL AND h.email_verified_at IS NOT NULL) OR h.odoo_status NOT IN ('linked', 'local')
               OR EXISTS (SELECT FROM gone WHERE gone.id = h.odoo_partner_id) AS left_behind,
           EXISTS (SELECT FROM wanted m WHERE m.id = h.odoo_partner_id AND m.email <> h.email AND m.nth = 1) AS moves
    FROM wanted w JOIN customers h ON h.email = w.email
    WHERE w.nth = 1 AND h.odoo_partner_id IS DISTINCT FROM w.id
), reject AS MATERIALIZED (
    SELECT id, name, 'invalid_email' AS reason, 'No valid address in the email field.' AS detail, NULL::bigint AS blocked_by
    FROM partner WHERE skip IS NULL AND email IS NULL
    UNION ALL
    SELECT id, name, 'email_taken', 'Partner ' || first_id || ' has the same email.', first_id FROM wanted WHERE nth > 1
    UNION ALL
    SELECT w.id, w.name, 'email_taken',
           coalesce('Partner ' || held.holder || ' has the same email.', 'A customer registered in the portal has the same email.'), held.holder
    FROM wanted w JOIN held USING (id) WHERE NOT held.left_behind AND NOT held.moves
), due AS MATERIALIZED (            -- what each customer row shall say; an abandoned row is taken over with its password
    SELECT w.*, coalesce(w.own_id, heir.holder_id) AS customer_id, heir.holder_id AS abandoned_id, a.password AS old_password,
           a.email_verified_at AS old_verified
    FROM wanted w
    LEFT JOIN held heir ON heir.id = w.id AND heir.left_behind
    LEFT JOIN customers a ON a.id = heir.holder_id AND w.own_id IS NOT NULL
    WHERE NOT EXISTS (SELECT FROM reject WHERE reject.id = w.id)
), inserted AS (
    INSERT INTO customers (name, email, phone, mobile, street, street2, city, zip, state, country, website, vat_number,
                           reference, type, odoo_partner_id, odoo_last_sync)
    SELECT coalesce(nullif(name, ''), email), email, phone, mobile, street, street2, city, zip, state, country, website, vat_number,
           reference, type, id, now()
    FROM due WHERE customer_id IS NULL
    RETURNING 1
), updated AS (
    UPDATE customers c SET
        name = coalesce(nullif(d.name, ''), d.email), email = d.email, phone = d.phone, mobile = d.mobile, street = d.street,
        street2 = d.street2, city = d.city, zip = d.zip, state = d.state, country = d.country, website = d.website,
        vat_number = d.vat_number, reference = d.reference, type = d.type, odoo_partner_id = d.id, odoo_status = 'linked',
        password = coalesce(c.password, d.old_password),
        email_verified_at = CASE WHEN c.password IS NULL THEN coalesce(d.old_verified, c.email_verified_at) ELSE c.email_verified_at END,
        odoo_last_sync = now(), updated_at = now()
    FROM due d
    WHERE c.id = d.customer_id AND (
        (c.name, c.email, c.phone, c.mobile, c.street, c.street2, c.city, c.zip, c.state, c.country, c.website,
         c.vat_number, c.reference, c.type, c.odoo_partner_id, c.odoo_status)
        IS DISTINCT FROM
        (coalesce(nullif(d.name, ''), d.email), d.email, d.phone, d.mobile, d.street, d.street2, d.city, d.zip, d.state, d.country,
         d.website, d.vat_number, d.reference, d.type, d.id, 'linked'))
    RETURNING 1
), merged AS (
    UPDATE customers c SET odoo_status = 'merged', email = NULL, merged_into = d.own_id, odoo_last_sync = now(), updated_at = now()
    FROM due d WHERE c.id = d.abandoned_id AND d.own_id IS NOT NULL
    RETURNING 1
), marked AS (
    UPDATE customers c SET odoo_status = g.status, odoo_last_sync = now(), updated_at = now()
    FROM gone g
    WHERE c.odoo_partner_id = ANY (ARRAY(SELECT id FROM gone)) AND c.odoo_partner_id = g.id AND c.odoo_status NOT IN (g.status, 'merged')
      AND NOT EXISTS (SELECT FROM due WHERE due.abandoned_id = c.id)
    RETURNING 1
), figures AS (
    SELECT (SELECT count(*) FROM partner) AS read, (SELECT count(*) FROM inserted) AS created,
           (SELECT count(*) FROM updated) AS updated, (SELECT count(*) FROM due) AS due,
           (SELECT count(*) FROM marked) + (SELECT count(*) FROM merged) AS marked,
           (SELECT count(*) FROM reject) AS rejected,
           (SELECT coalesce(jsonb_object_agg(status, n), '{}') FROM (SELECT status, count(*) AS n FROM gone GROUP BY status) g) AS skipped,
           sync_keep_rejects(run, ids, (SELECT coalesce(jsonb_agg(to_jsonb(reject)), '[]') FROM reject)) AS healed,
           run, last_id
    FROM input
)
SELECT run.* FROM figures f, LATERAL sync_page_stored(
    f.run, f.last_id, f.read, f.created, f.updated, f.due - f.created - f.updated, f.marked, f.rejected, f.skipped) AS run
