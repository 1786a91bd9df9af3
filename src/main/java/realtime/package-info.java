/** What Odoo says by itself: webhooks and its bus. All of it are hints; what a record is now, Odoo is asked. */
package realtime;
