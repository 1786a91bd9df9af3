/** Reads of Odoo's records: from the mirror while it is fresh, else from Odoo, and from the mirror again when Odoo is away. */
package gateway.mirror;
