package odoo;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What {@link OdooVerifier} found.
 *
 * @param connection the connection's name
 * @param url the server's address
 * @param version the server's version; null when it could not be asked
 * @param protocol the protocol in use; null when the server could not be asked
 * @param userId the id of the Odoo user; 0 when the credentials were not accepted
 * @param login the user's login, null when it is not known
 * @param models one for each need, in their order; empty when the connection itself fails
 * @param problem what is wrong with the connection itself, null when nothing is
 */
public record OdooReport(
        String connection,
        String url,
        String version,
        OdooProtocol protocol,
        long userId,
        String login,
        List<Model> models,
        Problem problem) {
    /** The setting to look at. */
    public enum Setting {
        URL,
        DATABASE,
        USERNAME,
        API_KEY,
        /** None in particular: Odoo is down or busy. */
        NONE
    }

    /** What kind of thing is wrong. In JSON the lower-case name. */
    public enum Code {
        /** The host's name is unknown. */
        NO_SUCH_HOST,
        /** The host leads to where connections must not go. */
        ADDRESS_NOT_ALLOWED,
        /** Nothing answers there, or not in time, or not over trusted TLS. */
        UNREACHABLE,
        /** What answers there is not Odoo. */
        NOT_ODOO,
        /** That Odoo has no such database. */
        NO_SUCH_DATABASE,
        /** The credentials were refused. */
        REFUSED,
        /** The API key is another user's. */
        OTHER_USER,
        /** Odoo takes no sign-ins or is too busy at the moment. */
        BUSY,
        /** The user may not do this. */
        NO_RIGHTS,
        /** The model does not exist. */
        MISSING,
        /** Something else. */
        FAILED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Something wrong.
     *
     * @param code what kind of thing is wrong
     * @param setting the setting that is wrong
     * @param text what is wrong
     * @param remedy what to do about it
     */
    public record Problem(Code code, Setting setting, String text, String remedy) {}

    /**
     * One model.
     *
     * @param model its name
     * @param exists whether this Odoo has it
     * @param denied the operations that the user may not do
     * @param missingFields the fields that are neither there nor optional
     * @param failure what went wrong in asking, null when nothing did
     */
    public record Model(
            String model, boolean exists, List<String> denied, List<String> missingFields, Problem failure) {
        public boolean readable() {
            return exists && failure == null && !denied.contains("read");
        }

        public boolean ok() {
            return exists && failure == null && denied.isEmpty() && missingFields.isEmpty();
        }
    }

    /** Whether the connection works and has everything that is needed. */
    public boolean ok() {
        return problem == null && models.stream().allMatch(Model::ok);
    }

    /** What is wrong with the connection itself. */
    public Optional<Problem> connectionProblem() {
        return Optional.ofNullable(problem);
    }
}
