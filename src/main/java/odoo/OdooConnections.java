package odoo;

/** Where the component finds connections. One bean of this type is looked up in the Camel registry. */
@FunctionalInterface
public interface OdooConnections {
    /**
     * Called before every call, from any thread; should be quick. A connection with other credentials than last time
     * starts a new session.
     *
     * @param name the endpoint's {@code connection} option
     * @return the connection, never null
     * @throws IllegalArgumentException when there is none of that name, or it lacks a setting; the message says which
     */
    OdooConnection get(String name);
}
