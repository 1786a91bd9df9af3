/** Odoo's records over REST, as far as the policy lets a caller: reads through the mirror, writes to Odoo. */
package gateway.records;
