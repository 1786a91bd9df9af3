package connections;

import odoo.OdooProtocol;
import odoo.Secret;

/**
 * What somebody typed to reach an Odoo.
 *
 * @param url address of the server
 * @param db name of the database
 * @param username login
 * @param secret password or API key
 * @param protocol auto where nothing else was said
 */
public record Credentials(String url, String db, String username, Secret secret, OdooProtocol protocol) {}
