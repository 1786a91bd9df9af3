-- Orders of the portal, and manufacturing orders that are created in Odoo for them or for clients of /api/odoo, each once.

-- What is to be created in Odoo. It stays, so that whoever asks for the same again gets what was made the first time.
CREATE TABLE manufacturing_creation (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    connection      text NOT NULL DEFAULT 'default',
    owner           text NOT NULL,              -- who asked
    idempotency_key text,
    fingerprint     text,                       -- of what was asked under this key
    product_id      bigint NOT NULL,
    quantity        numeric NOT NULL CHECK (quantity > 0),
    origin          text,
    dates           jsonb NOT NULL DEFAULT '{}',    -- date_start, date_deadline as Odoo writes them
    after_id        bigint,                     -- the newest manufacturing order that Odoo had when the create was sent
    sent_at         timestamptz,                -- a create was sent, or may have been: look in Odoo before sending another
    claim           uuid,
    claimed_until   timestamptz,
    odoo_id         bigint,
    odoo_name       text,
    created_at      timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE UNIQUE INDEX manufacturing_creation_key ON manufacturing_creation (connection, owner, idempotency_key)
    WHERE idempotency_key IS NOT NULL;
CREATE UNIQUE INDEX manufacturing_creation_made ON manufacturing_creation (connection, odoo_id) WHERE odoo_id IS NOT NULL;
CREATE INDEX manufacturing_creation_age ON manufacturing_creation (created_at);

-- Whoever changes a manufacturing order holds it for so long; nobody else changes it meanwhile.
CREATE TABLE manufacturing_lease (
    connection text NOT NULL,
    odoo_id    bigint NOT NULL,
    claim      uuid NOT NULL,
    until      timestamptz NOT NULL,
    PRIMARY KEY (connection, odoo_id)
);

CREATE TABLE orders (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    connection      text NOT NULL DEFAULT 'default',
    order_number    text NOT NULL,
    product_id      bigint NOT NULL,            -- product.product in Odoo
    quantity        numeric NOT NULL CHECK (quantity > 0),
    planned_start   timestamptz,
    deadline        timestamptz,
    notes           text,
    status          text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'in_progress', 'completed', 'cancelled')),
    qty_produced    numeric NOT NULL DEFAULT 0,
    creation        bigint REFERENCES manufacturing_creation,   -- null: a client linked it to a manufacturing order of its own
    odoo_mo_id      bigint,
    odoo_mo_name    text,
    odoo_state      text,                       -- as Odoo had it last
    odoo_link       text NOT NULL DEFAULT 'none' CHECK (odoo_link IN ('none', 'linked', 'deleted')),
    wanted_status   text,                       -- changed here, not yet in Odoo
    wanted_quantity numeric,
    wanted_deadline boolean NOT NULL DEFAULT false,
    wanted_at       timestamptz,
    version         int NOT NULL DEFAULT 1,
    created_by      text NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT orders_order_number_key UNIQUE (connection, order_number)
);
CREATE UNIQUE INDEX orders_by_odoo_mo ON orders (connection, odoo_mo_id) WHERE odoo_mo_id IS NOT NULL;
CREATE INDEX orders_by_creation ON orders (creation) WHERE creation IS NOT NULL;
CREATE INDEX orders_by_status ON orders (status, id);

-- What the settings say of orders, for the functions below; the hub writes it when it starts.
CREATE TABLE order_setting (
    name  text PRIMARY KEY,                     -- conflicts, or status. and a state of Odoo's
    value text NOT NULL
);

CREATE FUNCTION order_setting(p_name text, p_default text) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT coalesce((SELECT value FROM order_setting WHERE name = p_name), p_default)
$$;

-- The status that a state of Odoo's stands for.
CREATE FUNCTION order_status(p_state text) RETURNS text LANGUAGE sql STABLE STRICT AS $$
    SELECT order_setting('status.' || p_state, CASE p_state
        WHEN 'progress' THEN 'in_progress' WHEN 'to_close' THEN 'in_progress'
        WHEN 'done' THEN 'completed' WHEN 'cancel' THEN 'cancelled' ELSE 'pending' END)
$$;

-- Puts an order into the outbox.
CREATE FUNCTION order_changed(p_id bigint) RETURNS void LANGUAGE sql AS $$
    INSERT INTO outbox AS o (flow, connection, subject, lane, position)
    SELECT 'orders', connection, id, id, 0 FROM orders WHERE id = p_id
    ON CONFLICT (flow, connection, subject) DO UPDATE SET revision = o.revision + 1,
        status = CASE WHEN o.status = 'dead' THEN 'waiting' ELSE o.status END, due_at = clock_timestamp(), dead_at = NULL,
        attempts = 0, cause = NULL, detail = NULL, remedy = NULL
$$;

CREATE FUNCTION order_logged(p_level text, p_message text, p_details jsonb) RETURNS void LANGUAGE sql AS $$
    INSERT INTO activity_log (category, level, flow, message, details)
    VALUES ('odoo_sync', p_level, 'manufacturing-orders', p_message, p_details)
$$;

-- An order takes over what Odoo says of its manufacturing order. A change made here that Odoo does not have yet stays, unless
-- Odoo's state changed as well: then Odoo's counts, or the later one, as the setting says.
CREATE FUNCTION order_sees(p_id bigint, p_data jsonb, p_write_date timestamptz, p_deleted boolean) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    o orders;
    seen text := order_status(p_data ->> 'state');
    keeps boolean;
BEGIN
    SELECT * INTO o FROM orders WHERE id = p_id FOR UPDATE;
    IF p_deleted THEN
        IF o.odoo_link <> 'deleted' THEN
            UPDATE orders SET odoo_link = 'deleted', version = version + 1, updated_at = clock_timestamp() WHERE id = p_id;
            PERFORM order_logged('warning', format('The manufacturing order %s of order %s was deleted in Odoo', o.odoo_mo_name,
                o.order_number), jsonb_build_object('order', o.id, 'odoo_mo_id', o.odoo_mo_id));
        END IF;
        RETURN;
    END IF;
    keeps := o.wanted_status IS NOT NULL AND o.wanted_status <> seen;
    -- While a push is at it, Odoo's state changes because of what is wanted.
    IF keeps AND o.odoo_state <> p_data ->> 'state' AND NOT EXISTS (
        SELECT FROM outbox WHERE flow = 'orders' AND connection = o.connection AND subject = p_id AND status = 'claimed') THEN
        keeps := order_setting('conflicts', 'last-writer') = 'last-writer' AND p_write_date < o.wanted_at;
        PERFORM order_logged('warning', format('Order %s was made %s here and is %s in Odoo: %s counts', o.order_number,
            o.wanted_status, p_data ->> 'state', CASE WHEN keeps THEN 'what was done here' ELSE 'Odoo' END),
            jsonb_build_object('order', o.id, 'odoo_mo_id', o.odoo_mo_id, 'here', o.wanted_status, 'here_at', o.wanted_at,
                'odoo', p_data ->> 'state', 'odoo_at', p_write_date));
    END IF;
    UPDATE orders SET odoo_link = 'linked', odoo_mo_name = p_data ->> 'name', odoo_state = p_data ->> 'state',
        qty_produced = CASE WHEN keeps THEN qty_produced ELSE coalesce((p_data ->> 'qty_produced')::numeric, 0) END,
        status = CASE WHEN keeps THEN status ELSE seen END,
        wanted_status = CASE WHEN keeps THEN wanted_status END, wanted_quantity = CASE WHEN keeps THEN wanted_quantity END,
        version = version + 1, updated_at = clock_timestamp()
    WHERE id = p_id AND (odoo_link, odoo_mo_name, odoo_state, qty_produced, status, wanted_status) IS DISTINCT FROM
        ('linked', p_data ->> 'name', p_data ->> 'state',
         CASE WHEN keeps THEN qty_produced ELSE coalesce((p_data ->> 'qty_produced')::numeric, 0) END,
         CASE WHEN keeps THEN status ELSE seen END, CASE WHEN keeps THEN wanted_status END);
    IF o.wanted_status IS NOT NULL AND NOT keeps AND NOT o.wanted_deadline THEN
        DELETE FROM outbox WHERE flow = 'orders' AND connection = o.connection AND subject = p_id AND status <> 'claimed';
    END IF;
END
$$;

-- What was changed here gives way to what Odoo has.
CREATE FUNCTION order_yields(p_id bigint, p_state text) RETURNS void LANGUAGE sql AS $$
    SELECT order_logged('warning', format('Order %s was made %s here and is %s in Odoo: Odoo counts', order_number, wanted_status, p_state),
        jsonb_build_object('order', id, 'odoo_mo_id', odoo_mo_id, 'here', wanted_status, 'here_at', wanted_at, 'odoo', p_state))
    FROM orders WHERE id = p_id;
    UPDATE orders SET wanted_status = NULL, wanted_quantity = NULL, status = order_status(p_state), version = version + 1
    WHERE id = p_id
$$;

-- What was to be pushed is not any more.
CREATE FUNCTION order_given_up(p_id bigint) RETURNS void LANGUAGE sql AS $$
    UPDATE orders SET wanted_status = NULL, wanted_quantity = NULL, wanted_deadline = false,
        status = coalesce(order_status(odoo_state), status), version = version + 1, updated_at = clock_timestamp()
    WHERE id = p_id
$$;

-- After each page that changed something in the mirror, whoever stored it.
CREATE FUNCTION orders_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM order_sees(o.id, c.data, c.write_date, c.deleted)
    FROM (SELECT c.* FROM changed c WHERE c.model = 'mrp.production') c
    JOIN orders o ON o.connection = c.connection AND o.odoo_mo_id = c.odoo_id
    ORDER BY o.id;
    RETURN NULL;
END
$$;
CREATE TRIGGER orders_follow_new AFTER INSERT ON mirror REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
    EXECUTE FUNCTION orders_follow();
CREATE TRIGGER orders_follow_changed AFTER UPDATE ON mirror REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
    EXECUTE FUNCTION orders_follow();

-- A manufacturing order as it was just read goes into the mirror, unless something later is there.
CREATE FUNCTION manufacturing_seen(p_connection text, p_record jsonb) RETURNS void LANGUAGE sql AS $$
    INSERT INTO mirror AS m (connection, model, odoo_id, data, write_date)
    VALUES (p_connection, 'mrp.production', (p_record ->> 'id')::bigint, mirror_shape('mrp.production', p_record),
        mirror_moment(p_record ->> 'write_date'))
    ON CONFLICT (connection, model, odoo_id) DO UPDATE SET data = EXCLUDED.data, write_date = EXCLUDED.write_date,
        deleted = false, pulled_at = clock_timestamp()
    WHERE (m.data, m.deleted) IS DISTINCT FROM (EXCLUDED.data, false)
      AND (m.write_date IS NULL OR EXCLUDED.write_date >= m.write_date)
$$;

-- A manufacturing order is there: the creation knows it from now on, and so does the order that it was made for.
CREATE FUNCTION manufacturing_created(p_creation bigint, p_record jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    made text;
BEGIN
    UPDATE manufacturing_creation SET odoo_id = (p_record ->> 'id')::bigint, odoo_name = p_record ->> 'name', claim = NULL,
        claimed_until = NULL
    WHERE id = p_creation RETURNING connection INTO made;
    UPDATE orders SET odoo_mo_id = (p_record ->> 'id')::bigint, odoo_mo_name = p_record ->> 'name', odoo_link = 'linked',
        odoo_state = p_record ->> 'state', version = version + 1, updated_at = clock_timestamp()
    WHERE creation = p_creation AND odoo_mo_id IS NULL;
    PERFORM manufacturing_seen(made, p_record);
    DELETE FROM outbox x USING orders o
    WHERE o.creation = p_creation AND x.flow = 'orders' AND x.connection = o.connection AND x.subject = o.id
      AND x.status <> 'claimed' AND o.wanted_status IS NULL AND NOT o.wanted_deadline;
END
$$;

-- An order as clients see it.
CREATE VIEW orders_listed AS
    SELECT o.id AS "_id", o.id, o.order_number, o.product_id, o.quantity, o.planned_start AS date_planned_start, o.deadline, o.notes,
           o.status, o.qty_produced, o.odoo_mo_id, o.odoo_mo_name, o.odoo_state,
           CASE WHEN o.odoo_link = 'deleted' THEN 'deleted' WHEN x.status = 'dead' THEN 'failed'
                WHEN x.id IS NOT NULL THEN 'pending' ELSE o.odoo_link END AS odoo_status,
           x.cause, x.detail AS message, x.remedy, o.created_by, o.created_at, o.updated_at, o.version, o.connection
    FROM orders o
    LEFT JOIN outbox x ON x.flow = 'orders' AND x.connection = o.connection AND x.subject = o.id;
