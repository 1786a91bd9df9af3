/** The clients' portal: what is theirs in Odoo, and the events that everybody may see. */
package gateway.portal;
