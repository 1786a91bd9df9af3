/** Users of Odoo who sign in with their Odoo password, with a session of the hub's own in between. */
package accounts.sessions;
