package realtime;

/**
 * How Odoo reaches the hub about a connection.
 *
 * @param connection key of the connection
 * @param secretHash SHA-256 of the secret in the webhook's address; null without webhooks
 * @param channel the channel of the bus; null without one
 */
record Hook(String connection, byte[] secretHash, String channel) {}
