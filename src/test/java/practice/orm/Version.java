package practice.orm;

import java.util.List;

/** Which Odoo the practice server poses as. */
public enum Version {
    V14(14, "Werkzeug/1.0.1 Python/3.9.2"),
    V19(19, "Werkzeug/3.1.3 Python/3.13.5");

    private final int major;
    private final String server;

    Version(int major, String server) {
        this.major = major;
        this.server = server;
    }

    public static Version of(int major) {
        return switch (major) {
            case 14 -> V14;
            case 19 -> V19;
            default -> throw new IllegalArgumentException("the practice Odoo poses as 14 or 19, not " + major);
        };
    }

    public int major() {
        return major;
    }

    public boolean is14() {
        return this == V14;
    }

    public boolean is19() {
        return this == V19;
    }

    /** The {@code Server} header. */
    public String server() {
        return server;
    }

    /** {@code 19.0} */
    public String serie() {
        return major + ".0";
    }

    /** {@code [19, 0, 0, "final", 0, ""]} */
    public List<Object> info() {
        return List.of(major, 0, 0, "final", 0, "");
    }

    /** The first on 19, the second on 14. */
    public <T> T pick(T on19, T on14) {
        return is19() ? on19 : on14;
    }
}
