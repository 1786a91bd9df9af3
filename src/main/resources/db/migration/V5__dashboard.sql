-- What the dashboard last showed each customer, for when Odoo cannot be asked.

CREATE TABLE dashboard_cache (
    customer_id bigint PRIMARY KEY REFERENCES customers ON DELETE CASCADE,
    partner_id  bigint NOT NULL,
    data        jsonb NOT NULL,
    as_of       timestamptz NOT NULL
);
COMMENT ON COLUMN dashboard_cache.partner_id IS 'Whose data it is. A customer that has since been linked to another partner does not see it.';
