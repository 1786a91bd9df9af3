-- More flows into the mirror: projects, meetings, events, sales, the blog.

ALTER TABLE sync_flow ADD COLUMN resting_since timestamptz;
COMMENT ON COLUMN sync_flow.resting_since IS 'Since when the schedule is passed over because Odoo lacks the model.';

-- A record in the one form that it has here, whichever version of Odoo it comes from.
CREATE OR REPLACE FUNCTION mirror_shape(model text, r jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE model
        WHEN 'product.product' THEN r - 'is_storable' || jsonb_build_object(
            'type', CASE WHEN r -> 'is_storable' = 'true' THEN '"product"' ELSE r -> 'type' END,
            'description', mirror_plain(r -> 'description'))
        WHEN 'res.partner' THEN '{"mobile": false}' || r
        WHEN 'stock.quant' THEN jsonb_build_object(
            'available_quantity', (r ->> 'quantity')::numeric - (r ->> 'reserved_quantity')::numeric) || r
        -- One assignee and a pair, where newer versions have many.
        WHEN 'project.task' THEN r || jsonb_build_object('user_ids', CASE
            WHEN jsonb_typeof(r -> 'user_ids' -> 1) = 'string' THEN jsonb_build_array(r -> 'user_ids' -> 0)
            WHEN jsonb_typeof(r -> 'user_ids') = 'array' THEN r -> 'user_ids'
            ELSE '[]' END)
        WHEN 'event.event' THEN jsonb_build_object(
            'seats_taken', coalesce((r ->> 'seats_reserved')::int, 0) + coalesce((r ->> 'seats_used')::int, 0)) || r
        ELSE r END
$$;

-- For the filters in use, each in the order in which pages come. A reference may be false for nothing, so it is text here.
CREATE INDEX mirror_task_partner ON mirror (connection, (data -> 'partner_id' ->> 0), odoo_id)
    WHERE model = 'project.task';
CREATE INDEX mirror_task_project ON mirror (connection, (data -> 'project_id' ->> 0), odoo_id)
    WHERE model = 'project.task';
CREATE INDEX mirror_registration_event ON mirror (connection, (data -> 'event_id' ->> 0), odoo_id)
    WHERE model = 'event.registration';
CREATE INDEX mirror_registration_partner ON mirror (connection, (data -> 'partner_id' ->> 0), odoo_id)
    WHERE model = 'event.registration';
CREATE INDEX mirror_order_partner ON mirror (connection, (data -> 'partner_id' ->> 0), odoo_id)
    WHERE model = 'sale.order';
CREATE INDEX mirror_event_begin ON mirror (connection, (data ->> 'date_begin'), odoo_id) WHERE model = 'event.event';
CREATE INDEX mirror_meeting_start ON mirror (connection, (data ->> 'start'), odoo_id) WHERE model = 'calendar.event';
CREATE INDEX mirror_post_published ON mirror (connection, (data ->> 'post_date') DESC, odoo_id DESC)
    WHERE model = 'blog.post' AND NOT deleted AND NOT archived AND data -> 'is_published' = 'true';
