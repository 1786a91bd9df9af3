package odoo;

import java.net.URI;
import java.util.List;
import java.util.Objects;

/**
 * One Odoo database and the credentials to reach it.
 *
 * @param name how routes call it ({@code connection=default})
 * @param url base address of the server, http or https, without a trailing slash; a path prefix is kept
 * @param database the database's name
 * @param username the login; JSON-2 finds the user by the key alone
 * @param secret an API key or a password (JSON-2 takes keys only)
 * @param protocol which protocol to use
 * @param allowedCompanyIds sent as {@code allowed_company_ids} in each call's context; empty sends none
 * @param reach where its address may lead
 */
public record OdooConnection(
        String name,
        String url,
        String database,
        String username,
        Secret secret,
        OdooProtocol protocol,
        List<Long> allowedCompanyIds,
        OdooReach reach) {

    /** @throws IllegalArgumentException naming the value that is missing or wrong */
    public OdooConnection {
        require(name, "name");
        url = address(require(url, "url"));
        require(database, "database");
        username = username == null ? "" : username;
        Objects.requireNonNull(secret, "secret");
        protocol = protocol == null ? OdooProtocol.AUTO : protocol;
        allowedCompanyIds = allowedCompanyIds == null ? List.of() : List.copyOf(allowedCompanyIds);
        Objects.requireNonNull(reach, "reach");
    }

    /** A connection of whoever runs the hub: it may lead anywhere. */
    public OdooConnection(
            String name,
            String url,
            String database,
            String username,
            Secret secret,
            OdooProtocol protocol,
            List<Long> allowedCompanyIds) {
        this(name, url, database, username, secret, protocol, allowedCompanyIds, OdooReach.ANY);
    }

    /** A connection that finds its protocol by itself and leaves the companies to Odoo. */
    public OdooConnection(String name, String url, String database, String username, Secret secret) {
        this(name, url, database, username, secret, OdooProtocol.AUTO, List.of());
    }

    public OdooConnection withProtocol(OdooProtocol other) {
        return new OdooConnection(name, url, database, username, secret, other, allowedCompanyIds, reach);
    }

    /** Whether calls travel in clear over a network: plain http to a host that is not this machine. */
    public boolean exposesSecret() {
        URI uri = URI.create(url);
        String host = uri.getHost();
        boolean loopback = host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
        return uri.getScheme().equals("http") && !loopback;
    }

    private static String require(String value, String what) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("An Odoo connection needs a " + what);
        }
        return value;
    }

    private static String address(String text) {
        String stripped = text.strip().replaceAll("/+$", "");
        URI uri;
        try {
            uri = URI.create(stripped);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The url of an Odoo connection is not an address");
        }
        boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!web || uri.getHost() == null || uri.getUserInfo() != null || uri.getQuery() != null) {
            throw new IllegalArgumentException("The url of an Odoo connection must look like https://odoo.example.com,"
                    + " without user, password or query");
        }
        return stripped;
    }
}
