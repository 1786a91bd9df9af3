package odoo;

import java.net.UnknownHostException;
import java.util.List;
import odoo.OdooReport.Code;
import odoo.OdooReport.Problem;
import odoo.OdooReport.Setting;

/** Says of a failure which setting of a connection is wrong, and what to do about it. */
final class OdooProblems {
    private static final String TRY_LATER = "Check that Odoo runs, then try again";

    private OdooProblems() {}

    /** The failure as it is, of no setting. */
    static Problem of(OdooException e) {
        return new Problem(code(e), Setting.NONE, e.getProblem(), e.getRemedy());
    }

    /** JSON-2 finds the user by the key alone, so the username may be somebody else's. */
    static Problem otherUser(OdooConnection connection, String login) {
        if (login == null
                || connection.username().isBlank()
                || connection.username().equalsIgnoreCase(login)) {
            return null;
        }
        return new Problem(
                Code.OTHER_USER,
                Setting.USERNAME,
                "The API key belongs to '" + login + "', not to '" + connection.username() + "'",
                "Set the username to '" + login + "', or use a key of '" + connection.username() + "'");
    }

    /**
     * Why a connection does not work, and the setting that is to blame.
     *
     * @param version what is known of it; null before anything answered
     */
    static Problem of(OdooConnection connection, String version, OdooException e) {
        if (e instanceof OdooAuthenticationException) {
            boolean password = connection.protocol() == OdooProtocol.JSON2
                    && !connection.secret().looksLikeApiKey();
            return new Problem(
                    Code.REFUSED,
                    Setting.API_KEY,
                    e.getProblem(),
                    password
                            ? "JSON-2 takes API keys only: make one in Odoo, or use another protocol"
                            : "Check the API key or password, and that the username is '" + connection.username()
                                    + "'");
        }
        if (e instanceof OdooMissingException missing && missing.getWhat() == OdooMissingException.What.DATABASE) {
            return new Problem(
                    Code.NO_SUCH_DATABASE, Setting.DATABASE, e.getProblem(), "Correct the name of the database");
        }
        if (version == null && e instanceof OdooUnavailableException) {
            return new Problem(unreachable(e), Setting.URL, e.getProblem(), e.getRemedy());
        }
        return new Problem(
                code(e), Setting.NONE, e.getProblem(), e instanceof OdooBusyException ? e.getRemedy() : TRY_LATER);
    }

    private static Code unreachable(OdooException e) {
        if (e.getCause() instanceof GuardedNames.BeyondReachException) {
            return Code.ADDRESS_NOT_ALLOWED;
        }
        if (e.getCause() instanceof UnknownHostException) {
            return Code.NO_SUCH_HOST;
        }
        boolean proxy = List.of(502, 503, 504).contains(e.getHttpStatus());
        return e.getHttpStatus() == 0 || proxy ? Code.UNREACHABLE : Code.NOT_ODOO;
    }

    private static Code code(OdooException e) {
        return switch (e.getKind()) {
            case ACCESS -> Code.NO_RIGHTS;
            case BUSY -> Code.BUSY;
            case MISSING -> Code.MISSING;
            case UNAVAILABLE -> Code.UNREACHABLE;
            default -> Code.FAILED;
        };
    }
}
