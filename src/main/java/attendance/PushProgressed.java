package attendance;

/**
 * A push by date range has come further.
 *
 * @param done rows whose outcome is known
 * @param total rows there were at first
 */
public record PushProgressed(long done, long total) {}
