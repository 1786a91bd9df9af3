package sync;

import java.util.UUID;

/**
 * A flow that this process runs on a user's connection, until its lease is over.
 *
 * @param id number of the connection
 * @param flow the flow's name
 * @param claim tells it from any other claim
 * @param failures how often it failed in a row before
 * @param compare whether its ids are to be compared with Odoo's again
 */
public record ConnectionClaim(long id, String flow, UUID claim, int failures, boolean compare) {
    /** How routes and tables call the connection. */
    public String connection() {
        return "c" + id;
    }

    public boolean failing() {
        return failures > 0;
    }

    /** What tells a flow on a connection from every other. */
    static String key(long id, String flow) {
        return id + "/" + flow;
    }
}
