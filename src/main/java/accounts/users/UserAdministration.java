package accounts.users;

import accounts.AccountRefusal;
import accounts.Audit;
import accounts.PasswordRules;
import accounts.Passwords;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What administrators do to users, over REST ({@link UserRequests}) and on the command line. */
@Component
public class UserAdministration {
    private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s\\x00]+@[^@\\s\\x00]+");

    /** A user as lists show it. */
    public record Listed(long id, String username, String email, String role, boolean enabled) {}

    private final JdbcClient database;
    private final Passwords passwords;
    private final PasswordRules rules;
    private final UserSessions sessions;
    private final Audit audit;
    private final String administrator;

    UserAdministration(
            JdbcClient database,
            Passwords passwords,
            PasswordRules rules,
            UserSessions sessions,
            Audit audit,
            @Value("${hub.admin.username:admin}") String administrator) {
        this.database = database;
        this.passwords = passwords;
        this.rules = rules;
        this.sessions = sessions;
        this.audit = audit;
        this.administrator = administrator;
    }

    /**
     * A new user, enabled.
     *
     * @param email may be null
     * @param actor who does this
     * @return the user's id
     * @throws AccountRefusal status 422 when the name or the address is taken or the password breaks a rule
     */
    public long create(String username, String email, Role role, String password, String actor) {
        String name = named(username);
        String address = addressed(email);
        check(password, name, address);
        String hash = passwords.hash(password);
        try {
            long id = database.sql("INSERT INTO hub_user (username, email, role, password, created_by)"
                            + " VALUES (:name, :email, :role, :hash, :actor) RETURNING id")
                    .param("name", name)
                    .param("email", address)
                    .param("role", role.text())
                    .param("hash", hash)
                    .param("actor", actor)
                    .query(Long.class)
                    .single();
            audit.ofUser("user-created", id, null, true, actor);
            return id;
        } catch (DuplicateKeyException taken) {
            throw taken(taken);
        }
    }

    /**
     * Changes what the request has a member for: {@code email} (null removes it), {@code role}, {@code enabled}. A user who
     * is disabled is signed out everywhere.
     *
     * @throws AccountRefusal status 404, 409 for one's own role or access, or 422
     */
    public void change(long id, Map<String, Object> request, String actor) {
        boolean access = request.containsKey("role") || request.containsKey("enabled");
        if (access && isSelf(id)) {
            throw AccountRefusal.of(409, "You cannot change your own role or access; another administrator can.");
        }
        try {
            int found = database.sql("UPDATE hub_user SET email = CASE WHEN :hasEmail THEN :email ELSE email END,"
                            + " role = coalesce(:role, role), enabled = coalesce(:enabled, enabled), updated_at = now()"
                            + " WHERE id = :id")
                    .param("hasEmail", request.containsKey("email"))
                    .param("email", addressed((String) request.get("email")), java.sql.Types.VARCHAR)
                    .param("role", request.get("role"), java.sql.Types.VARCHAR)
                    .param("enabled", request.get("enabled"), java.sql.Types.BOOLEAN)
                    .param("id", id)
                    .update();
            existing(found);
        } catch (DuplicateKeyException taken) {
            throw taken(taken);
        }
        sessions.forget();
        audit.ofUser("user-changed", id, null, true, actor);
    }

    /** Removes a user with all that is the user's. @throws AccountRefusal status 404, or 409 for oneself */
    public void delete(long id, String actor) {
        if (isSelf(id)) {
            throw AccountRefusal.of(409, "You cannot delete yourself; another administrator can.");
        }
        existing(database.sql("DELETE FROM hub_user WHERE id = :id")
                .param("id", id)
                .update());
        sessions.forget();
        audit.ofUser("user-deleted", id, null, true, actor);
    }

    /**
     * Gives a user another password, and ends every session.
     *
     * @throws AccountRefusal status 404, or 422 when the password breaks a rule
     */
    public void setPassword(long id, String password, String actor) {
        Listed user = listed("WHERE id = :id", Map.of("id", id)).stream()
                .findFirst()
                .orElseThrow(UserAdministration::unknown);
        check(password, user.username(), user.email());
        existing(database.sql("UPDATE hub_user SET password = :hash, updated_at = now() WHERE id = :id")
                .param("hash", passwords.hash(password))
                .param("id", id)
                .update());
        sessions.forget();
        audit.ofUser("user-password", id, null, true, actor);
    }

    /** Ends every session of a user. @throws AccountRefusal status 404 */
    public void signOut(long id, String actor) {
        existing(listed("WHERE id = :id", Map.of("id", id)).size());
        sessions.endAll(id);
        audit.ofUser("user-signed-out", id, null, true, actor);
    }

    /** All users by name. */
    public List<Listed> all() {
        return listed("", Map.of());
    }

    /** The user with that name or address, in whatever case. */
    public Optional<Listed> find(String name) {
        return listed("WHERE lower(:name) IN (lower(username), lower(email))", Map.of("name", name)).stream()
                .findFirst();
    }

    private List<Listed> listed(String where, Map<String, ?> values) {
        return database.sql("SELECT id, username, email, role, enabled FROM hub_user " + where + " ORDER BY username")
                .params(values)
                .query(Listed.class)
                .list();
    }

    private void check(String password, String username, String email) {
        rules.check(password, password, email);
        if (password.toLowerCase(Locale.ROOT).equals(username.toLowerCase(Locale.ROOT))) {
            throw AccountRefusal.ofField("/password", "username", "The user name cannot be the password.");
        }
    }

    private String named(String username) {
        if (!USERNAME.matcher(username).matches()) {
            throw AccountRefusal.ofField(
                    "/username",
                    "pattern",
                    "A user name has up to 64 letters, digits, dots, hyphens and underscores, and begins with a letter or digit.");
        }
        if (username.equalsIgnoreCase(administrator)) {
            throw AccountRefusal.ofField("/username", "taken", "This user name is taken.");
        }
        return username;
    }

    private static String addressed(String email) {
        String clean = email == null || email.isBlank() ? null : email.strip();
        if (clean != null && (!EMAIL.matcher(clean).matches() || clean.length() > 320)) {
            throw AccountRefusal.ofField("/email", "email", "This is no email address.");
        }
        return clean;
    }

    private static boolean isSelf(long id) {
        return CurrentUser.authentication()
                .filter(user -> user.getPrincipal().id() == id)
                .isPresent();
    }

    private static AccountRefusal taken(DuplicateKeyException failure) {
        return String.valueOf(failure.getMessage()).contains("hub_user_email")
                ? AccountRefusal.ofField("/email", "taken", "This email address is another user's.")
                : AccountRefusal.ofField("/username", "taken", "This user name is taken.");
    }

    private static void existing(int found) {
        if (found == 0) {
            throw unknown();
        }
    }

    private static AccountRefusal unknown() {
        return AccountRefusal.of(404, "There is no such user.");
    }
}
