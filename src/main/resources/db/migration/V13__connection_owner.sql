-- A user's connections go with the user.

ALTER TABLE odoo_connection ADD CONSTRAINT odoo_connection_owner_fkey FOREIGN KEY (owner) REFERENCES hub_user ON DELETE CASCADE;
