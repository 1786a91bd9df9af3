package connections;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.UUID;
import odoo.OdooComponent;
import odoo.OdooConnection;
import odoo.OdooNeed;
import odoo.OdooReach;
import odoo.OdooReport;
import odoo.OdooReport.Code;
import odoo.OdooReport.Problem;
import odoo.OdooVerifier;
import org.springframework.stereotype.Component;

/** Tests credentials before anything is saved: the address first, then Odoo itself, under the limit on refusals. */
@Component
public class ConnectionTester {
    private static final String NOT_ALLOWED =
            "This address leads to where connections must not go; use one that is reachable"
                    + " from the Internet, or ask an administrator.";

    private final OdooComponent odoo;
    private final RefusalLimit limit;

    ConnectionTester(OdooComponent odoo, RefusalLimit limit) {
        this.odoo = odoo;
        this.limit = limit;
    }

    /**
     * Signs in once, and looks what the user may do.
     *
     * @param needs the models to look at; a user who may read none of those that are there is refused
     * @return the report, without a problem
     * @throws ConnectionRefusal saying which member is wrong
     */
    public OdooReport test(Credentials credentials, OdooReach reach, List<OdooNeed> needs) {
        return test(connection("test-" + UUID.randomUUID(), credentials, reach), needs);
    }

    /** The same for a connection that is known already; its session is left as it is. */
    OdooReport test(OdooConnection known, List<OdooNeed> needs) {
        OdooConnection connection = new OdooConnection(
                "test-" + UUID.randomUUID(),
                known.url(),
                known.database(),
                known.username(),
                known.secret(),
                known.protocol(),
                known.allowedCompanyIds(),
                known.reach());
        URI uri = URI.create(connection.url());
        List<InetAddress> addresses = addresses(uri.getHost(), known.reach());
        UUID attempt = limit.take(addresses, port(uri));
        boolean refused = true;
        try {
            OdooReport report = new OdooVerifier(odoo).verify(connection, needs);
            refused = report.problem() != null
                    && List.of(Code.REFUSED, Code.BUSY)
                            .contains(report.problem().code());
            check(report);
            return report;
        } finally {
            odoo.release(connection.name());
            if (!refused) {
                limit.admitted(attempt);
            }
        }
    }

    /** Forgets a connection that was lent. */
    void release(String name) {
        odoo.release(name);
    }

    /** @throws ConnectionRefusal when a value cannot be one of a connection */
    static OdooConnection connection(String name, Credentials credentials, OdooReach reach) {
        try {
            return new OdooConnection(
                    name,
                    credentials.url(),
                    credentials.db(),
                    credentials.username(),
                    credentials.secret(),
                    credentials.protocol(),
                    List.of(),
                    reach);
        } catch (IllegalArgumentException wrong) {
            String field = wrong.getMessage().contains("database") ? "database" : "url";
            throw ConnectionRefusal.of(422, "not_an_address", field, wrong.getMessage() + ".");
        }
    }

    private List<InetAddress> addresses(String host, OdooReach reach) {
        List<InetAddress> addresses;
        try {
            addresses = List.of(odoo.hostNames().resolve(host));
        } catch (UnknownHostException unknown) {
            throw ConnectionRefusal.of(
                    422, Code.NO_SUCH_HOST.toString(), "url", "There is no host of this name; check the address.");
        }
        if (!addresses.stream().allMatch(reach::allows)) {
            throw ConnectionRefusal.of(422, Code.ADDRESS_NOT_ALLOWED.toString(), "url", NOT_ALLOWED);
        }
        return addresses;
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
    }

    private static void check(OdooReport report) {
        Problem problem = report.problem();
        if (problem != null) {
            String sentence = sentence(problem);
            if (problem.code() == Code.BUSY) {
                throw ConnectionRefusal.untilLater(503, problem.code().toString(), sentence, 60);
            }
            boolean theirs = problem.setting() != OdooReport.Setting.NONE || problem.code() == Code.NO_RIGHTS;
            int status = theirs ? 422 : 503;
            throw ConnectionRefusal.of(status, problem.code().toString(), field(problem), sentence);
        }
        List<OdooReport.Model> there =
                report.models().stream().filter(OdooReport.Model::exists).toList();
        if (!there.isEmpty() && there.stream().noneMatch(OdooReport.Model::readable)) {
            throw ConnectionRefusal.of(
                    422,
                    Code.NO_RIGHTS.toString(),
                    "username",
                    "The sign-in works, but this user may read nothing that the hub needs ("
                            + String.join(
                                    ", ",
                                    there.stream().map(OdooReport.Model::model).toList())
                            + "); grant the rights in Odoo, or use another user.");
        }
    }

    /** Ours, because the component's sentences repeat what was asked. */
    private static String sentence(Problem problem) {
        return switch (problem.code()) {
            case NO_SUCH_HOST -> "There is no host of this name; check the address.";
            case ADDRESS_NOT_ALLOWED -> NOT_ALLOWED;
            case UNREACHABLE -> "Odoo does not answer at this address; check the address, and that Odoo runs.";
            case NOT_ODOO -> "What answers at this address is not Odoo, or sends elsewhere; check the address.";
            case NO_SUCH_DATABASE -> "This Odoo has no such database; check its name.";
            case REFUSED -> "Odoo refuses these credentials; check the username, and the password or API key.";
            case OTHER_USER -> "The API key is not this user's; give the username that it belongs to.";
            case BUSY -> "Odoo takes no sign-ins from here at the moment; try again in a minute.";
            case NO_RIGHTS -> "The sign-in works, but this user may do nothing that the hub needs.";
            case MISSING, FAILED ->
                "Odoo answers in a way that the hub does not understand; check the address and version.";
        };
    }

    private static String field(Problem problem) {
        return switch (problem.setting()) {
            case URL -> "url";
            case DATABASE -> "database";
            case USERNAME -> "username";
            case API_KEY -> "password";
            case NONE -> problem.code() == Code.NO_RIGHTS ? "username" : null;
        };
    }
}
