-- Products of the hub's own Odoo under the names that a portal has for them: what the flow catalog keeps in the mirror. Whoever may
-- not see how the hub's own flows stand sees none of them.
CREATE VIEW products AS
    SELECT m.odoo_id,
           m.data ->> 'name' AS name,
           blog_text(m.data -> 'default_code') AS reference,
           m.data -> 'uom_id' ->> 1 AS unit,
           blog_text(m.data -> 'description') AS description,
           (m.data ->> 'qty_available')::numeric AS qty_available,
           NOT m.archived AS active,
           f.watermark AS last_synced
    FROM mirror m
    JOIN sync_flow f ON f.connection = m.connection AND f.flow = 'catalog'
    WHERE m.connection = 'default' AND m.model = 'product.product' AND NOT m.deleted;
COMMENT ON VIEW products IS 'Products of the hub''s own Odoo; last_synced says until when, by Odoo''s clock, its changes are in.';

DO $$
BEGIN
    -- Before 15 a view sees what its owner sees: one that is a superuser, all.
    IF current_setting('server_version_num')::int >= 150000 THEN
        ALTER VIEW products SET (security_invoker = true);
    END IF;
END
$$;

-- A push finds that an order was changed here and in Odoo; who counts is written down either way.
CREATE FUNCTION order_disputed(p_id bigint, p_state text, p_odoo_at timestamptz, p_ours boolean) RETURNS void LANGUAGE sql AS $$
    SELECT order_logged('warning', format('Order %s was made %s here and is %s in Odoo: %s counts', order_number, wanted_status, p_state,
            CASE WHEN p_ours THEN 'what was done here' ELSE 'Odoo' END),
        jsonb_build_object('order', id, 'odoo_mo_id', odoo_mo_id, 'here', wanted_status, 'here_at', wanted_at, 'odoo', p_state,
            'odoo_at', p_odoo_at))
    FROM orders WHERE id = p_id
$$;

-- What was changed here gives way to what Odoo has.
CREATE OR REPLACE FUNCTION order_yields(p_id bigint, p_state text) RETURNS void LANGUAGE sql AS $$
    UPDATE orders SET wanted_status = NULL, wanted_quantity = NULL, status = order_status(p_state), version = version + 1
    WHERE id = p_id
$$;
