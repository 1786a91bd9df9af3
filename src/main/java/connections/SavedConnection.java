package connections;

import java.time.Instant;

/**
 * A saved connection, without its secret.
 *
 * @param id its number; routes know a user's connection as {@code c} and this number
 * @param owner id of the user; null for the hub's own
 * @param name as its owner calls it; unique for the owner
 * @param protocol auto, json2, jsonrpc or xmlrpc
 * @param isDefault whether it is the one that the owner means by saying nothing
 * @param pausedReason why it is not used at the moment; null while it is
 */
public record SavedConnection(
        long id,
        Long owner,
        String name,
        String url,
        String db,
        String username,
        String protocol,
        boolean isDefault,
        String pausedReason,
        Instant createdAt,
        Instant updatedAt) {

    /** How routes and the {@code connection} columns of tables call it. */
    public String key() {
        return owner == null ? name : "c" + id;
    }
}
