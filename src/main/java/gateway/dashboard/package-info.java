/** A customer's dashboard: from Odoo, kept for a minute, and for as long as needed when Odoo cannot be asked. */
package gateway.dashboard;
