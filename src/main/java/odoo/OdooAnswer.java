package odoo;

import java.time.Instant;

/**
 * What Odoo answered.
 *
 * @param json the result as JSON
 * @param serverDate the server's clock, null when it did not say
 */
record OdooAnswer(byte[] json, Instant serverDate) {
    OdooAnswer withJson(byte[] other) {
        return new OdooAnswer(other, serverDate);
    }
}
