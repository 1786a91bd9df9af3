-- Whose records of the portal are: the partner that they name, who is invited, who is registered, and the commercial partners of those.
CREATE FUNCTION portal_owners(p_connection text, p_model text, p_records bigint[])
    RETURNS TABLE (record bigint, partner bigint) LANGUAGE sql STABLE AS $$
    WITH named AS (
        SELECT m.odoo_id AS record, m.data -> 'partner_id' AS partner FROM mirror m
        WHERE m.connection = p_connection AND m.model = p_model AND m.odoo_id = ANY (p_records)
        UNION ALL
        SELECT m.odoo_id, jsonb_build_array(invited.id) FROM mirror m, LATERAL jsonb_array_elements(
            CASE jsonb_typeof(m.data -> 'partner_ids') WHEN 'array' THEN m.data -> 'partner_ids' ELSE '[]' END) AS invited (id)
        WHERE m.connection = p_connection AND m.model = p_model AND m.odoo_id = ANY (p_records)
        UNION ALL
        SELECT e.id, r.data -> 'partner_id' FROM unnest(p_records) AS e (id)
        JOIN mirror r ON r.connection = p_connection AND r.model = 'event.registration' AND r.data -> 'event_id' ->> 0 = e.id::text
        WHERE p_model = 'event.event'
    ), told AS (
        -- A reference is an array of id and name; nothing is false.
        SELECT DISTINCT n.record, CASE WHEN jsonb_typeof(n.partner) = 'array' THEN (n.partner ->> 0)::bigint END AS partner
        FROM named n
    )
    SELECT t.record, t.partner FROM told t WHERE t.partner IS NOT NULL
    UNION
    SELECT t.record, (p.data -> 'commercial_partner_id' ->> 0)::bigint FROM told t
    JOIN mirror p ON p.connection = p_connection AND p.model = 'res.partner' AND p.odoo_id = t.partner
    WHERE jsonb_typeof(p.data -> 'commercial_partner_id') = 'array'
$$;
