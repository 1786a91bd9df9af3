package odoo;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import odoo.OdooException.Details;
import odoo.OdooMissingException.What;

/** Turns what came over the wire into the typed failures. */
final class OdooFailures {
    private static final Pattern NO_MODEL =
            Pattern.compile("(?:the model '([\\w.]+)' does not exist|Object ([\\w.]+) doesn't exist)");
    private static final Pattern NO_METHOD =
            Pattern.compile("(?:[Tt]he method '([\\w.]+)' does not exist|has no attribute '(\\w+)')");
    private static final Pattern NO_FIELD = Pattern.compile("(?:Invalid|Sorting) field '?([\\w.]+)'?");
    private static final Pattern NO_DATABASE =
            Pattern.compile("database \"([^\"]*)\" does not exist|Database not found");
    private static final Pattern COLLISION = Pattern.compile(
            "SerializationFailure|TransactionRollback\\w*|DeadlockDetected|LockNotAvailable|LockError|ConcurrencyError");
    private static final Pattern DOWN = Pattern.compile(
            "OperationalError|InterfaceError|PoolError|AdminShutdown|QueryCanceled|MemoryError|ServiceUnavailable");
    private static final int LONGEST_MESSAGE = 1000;

    private final OdooConnection connection;
    private final OdooCall call;

    OdooFailures(OdooConnection connection, OdooCall call) {
        this.connection = connection;
        this.call = call;
    }

    /** An error that Odoo itself reported; what it reports it has rolled back. */
    OdooException reported(int status, String errorName, String message) {
        String name = errorName == null ? "" : errorName;
        String simple = name.substring(name.lastIndexOf('.') + 1);
        if (message.contains("Too many login failures") || status == 429 || simple.equals("TooManyRequests")) {
            return busy(status, name, null);
        }
        Matcher database = NO_DATABASE.matcher(message);
        if (database.find()) {
            return missing(status, name, What.DATABASE, connection.database());
        }
        if (COLLISION.matcher(simple).matches()) {
            return new OdooBusyException(
                    details(
                            "Two transactions collided in Odoo at " + at(),
                            "Try again in a moment; nothing was done",
                            status,
                            name),
                    null);
        }
        if (DOWN.matcher(simple).matches() || message.contains("time limit exceeded")) {
            return new OdooUnavailableException(details(
                    "Odoo could not do " + at() + " (" + simple + ")",
                    "Try again later, with fewer records at a time; look into Odoo's log if it goes on",
                    status,
                    name));
        }
        return switch (simple) {
            case "AccessDenied", "Unauthorized" -> refused(status, name);
            case "AccessError", "Forbidden" ->
                new OdooAccessException(details(
                        "The Odoo user may not do " + at() + ": " + brief(message),
                        "Grant the right in Odoo, or use another user",
                        status,
                        name));
            case "MissingError" -> missing(status, name, What.RECORD, call.model());
            default -> named(status, name, simple, message);
        };
    }

    private OdooException named(int status, String name, String simple, String message) {
        Matcher model = NO_MODEL.matcher(message);
        if (model.find()) {
            return missing(status, name, What.MODEL, model.group(1) != null ? model.group(1) : model.group(2));
        }
        Matcher method = NO_METHOD.matcher(message);
        boolean methodError = simple.equals("AttributeError") || simple.equals("NotFound");
        if (methodError && method.find() && message.contains(call.method())) {
            return missing(status, name, What.METHOD, call.title());
        }
        Matcher field = NO_FIELD.matcher(message);
        if (field.find()) {
            String whole = field.group(1);
            String prefix = call.model() + ".";
            return missing(
                    status, name, What.FIELD, whole.startsWith(prefix) ? whole.substring(prefix.length()) : whole);
        }
        String bare = message.replace("'", "").strip();
        if (simple.equals("KeyError") && call.arguments().path("vals").has(bare)) {
            return missing(status, name, What.FIELD, bare);
        }
        String text = simple.equals("KeyError") ? "a value for '" + bare + "' is missing" : brief(message);
        return new OdooValidationException(details(
                "Odoo refuses " + at() + ": " + text,
                "Correct the values or the call; trying again changes nothing",
                status,
                name));
    }

    /** The credentials were refused. */
    OdooAuthenticationException refused(int status, String name) {
        return new OdooAuthenticationException(details(
                "Odoo refuses the credentials of connection '" + connection.name() + "' (" + connection.url()
                        + ", database " + connection.database() + ", user " + connection.username() + ")",
                "Correct the username and the API key or password; they are not tried again until they change",
                status,
                name));
    }

    OdooBusyException busy(int status, String name, Duration retryAfter) {
        boolean logins = status != 429;
        return new OdooBusyException(
                details(
                        logins
                                ? "Odoo takes no sign-ins from here for a while, after too many failed ones"
                                : "Odoo or a proxy in front of it is too busy for " + at(),
                        retryAfter == null
                                ? "Try again in a minute"
                                : "Try again in " + retryAfter.toSeconds() + " seconds",
                        status,
                        name),
                retryAfter == null && logins ? Duration.ofMinutes(1) : retryAfter);
    }

    OdooMissingException missing(int status, String name, What what, String thing) {
        String problem =
                switch (what) {
                    case DATABASE -> "The database '" + thing + "' does not exist at " + connection.url();
                    case MODEL -> "The model '" + thing + "' does not exist on connection '" + connection.name() + "'";
                    case FIELD -> "The field '" + thing + "' does not exist at " + at();
                    case METHOD -> "The method " + at() + " does not exist";
                    case RECORD -> "A record of " + at() + " does not exist or has been deleted";
                };
        String remedy =
                switch (what) {
                    case DATABASE -> "Correct the database of the connection";
                    case MODEL -> "Install the Odoo module that brings it, or leave out what needs it";
                    case FIELD -> "Leave it out, or mark it optional with '" + thing + "?' in the fields option";
                    case METHOD -> "Check the method's name for this version of Odoo";
                    case RECORD -> "Leave it out; it cannot be changed any more";
                };
        return new OdooMissingException(details(problem, remedy, status, name), what, thing);
    }

    /** An answer that is not Odoo's: a proxy's, another program's, or cut short. */
    OdooException notOdoo(HttpAnswer answer) {
        int status = answer.status();
        String page = answer.head();
        if (status == 404 && page.contains("No database is selected")) {
            return missing(status, null, What.DATABASE, connection.database());
        }
        if (status == 429) {
            return busy(status, null, answer.retryAfter());
        }
        if (status >= 300 && status < 400) {
            return unavailable(
                    "The address " + connection.url() + " redirects elsewhere",
                    "Set the url of the connection to the address it redirects to",
                    status);
        }
        if (status == 413) {
            return unavailable("A proxy refuses " + at() + " as too large", "Send fewer records at a time", status);
        }
        boolean neverReached = answer.isWebPage() && status == 200 || status >= 400 && status < 500 || status == 503;
        String what = "What answers at " + connection.url() + " is not Odoo, or cannot reach it (HTTP " + status + ", "
                + (answer.isWebPage() ? "a web page" : "no whole answer") + ")";
        if (neverReached || call.readOnly()) {
            return unavailable(
                    what, "Check that Odoo runs, and the url of the connection, then try again later", status);
        }
        return unknown(what, status, null);
    }

    /** No whole answer came. */
    OdooException lost(TransportException failure) {
        if (failure.isSent() && !call.readOnly()) {
            return unknown(failure.getMessage(), 0, failure.getCause());
        }
        return new OdooUnavailableException(
                new Details(failure.getMessage(), failure.remedy(), 0, null, failure.getCause()));
    }

    private OdooUnknownOutcomeException unknown(String problem, int status, Throwable cause) {
        return new OdooUnknownOutcomeException(new Details(
                problem + "; whether " + at() + " was done is unknown",
                "Look in Odoo whether it was done before trying again",
                status,
                null,
                cause));
    }

    OdooUnavailableException unavailable(String problem, String remedy, int status) {
        return new OdooUnavailableException(details(problem, remedy, status, null));
    }

    OdooValidationException invalid(String problem, String remedy) {
        return new OdooValidationException(details(problem, remedy, 0, null));
    }

    private Details details(String problem, String remedy, int status, String name) {
        return new Details(connection.secret().mask(problem), remedy, status, name, null);
    }

    private String at() {
        return call.title() + " on connection '" + connection.name() + "'";
    }

    /** A message of Odoo's without a traceback, on one line and not endless. */
    private static String brief(String message) {
        int traceback = message.indexOf("Traceback (most recent call last)");
        String text = (traceback >= 0 ? message.substring(0, traceback) : message).replaceAll("\\s+", " ");
        text = text.strip().replaceAll("\\.$", "");
        return text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) + "…" : text;
    }
}
