package connections;

/**
 * A user's connection is not used any more until its credentials are saved again. Published as a Spring event, within the
 * transaction that notes it.
 *
 * @param owner id of the user
 * @param name as the owner calls the connection
 */
public record ConnectionPaused(long owner, String name) {}
