-- What was last shown is kept for more than one view, for users of Odoo who are no customers here, and for everybody.

ALTER TABLE dashboard_cache ADD COLUMN view text NOT NULL DEFAULT 'dashboard';
ALTER TABLE dashboard_cache DROP CONSTRAINT dashboard_cache_pkey;
ALTER TABLE dashboard_cache ALTER COLUMN customer_id DROP NOT NULL;
CREATE UNIQUE INDEX dashboard_cache_whose ON dashboard_cache (view, partner_id, coalesce(customer_id, 0));
CREATE INDEX dashboard_cache_by_customer ON dashboard_cache (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX dashboard_cache_age ON dashboard_cache (as_of);
COMMENT ON COLUMN dashboard_cache.view IS 'dashboard, portal or events; that of events is for everybody, of partner 0.';
COMMENT ON COLUMN dashboard_cache.customer_id IS 'Null for a user of Odoo who is no customer here, and for everybody.';
