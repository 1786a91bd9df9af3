package hub.start;

/** A JDBC address as it may be shown to people. */
public final class DatabaseAddress {
    private DatabaseAddress() {}

    /**
     * The address without user information and parameters, either of which may hold a password.
     *
     * @param url as in {@code jdbc:postgresql://host:5432/portal?user=me&password=secret}
     * @return as in {@code host:5432/portal}
     */
    public static String printable(String url) {
        String rest = url.replaceFirst("^jdbc:", "").replaceFirst("^[a-zA-Z0-9+]+:(//)?", "");
        int parameters = rest.indexOf('?');
        rest = parameters < 0 ? rest : rest.substring(0, parameters);
        return rest.substring(rest.lastIndexOf('@') + 1);
    }
}
