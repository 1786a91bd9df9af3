package accounts.users;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The table {@code hub_user}, as sign-in sees it. */
@Component
class UserStore {
    /**
     * A user with what sign-in needs.
     *
     * @param password bcrypt hash, or null
     */
    record Stored(long id, String username, String role, String password, boolean enabled) {
        HubUser user() {
            return new HubUser(id, username, Role.of(role));
        }

        @Override
        public String toString() {
            return "Stored[id=" + id + "]";
        }
    }

    private static final String COLUMNS = "id, username, role, password, enabled";

    private final JdbcClient database;
    private final TransactionTemplate transaction;

    UserStore(JdbcClient database, TransactionTemplate transaction) {
        this.database = database;
        this.transaction = transaction;
    }

    /** Who has this user name or, when it holds an {@code @}, this email address; in whatever case it is written. */
    Optional<Stored> byName(String name) {
        return database.sql("SELECT " + COLUMNS + " FROM hub_user WHERE lower(username) = lower(:name)"
                        + " UNION ALL SELECT " + COLUMNS + " FROM hub_user WHERE lower(email) = lower(:name) LIMIT 1")
                .param("name", name)
                .query(Stored.class)
                .optional();
    }

    void signedIn(long id) {
        database.sql("UPDATE hub_user SET last_sign_in_at = now() WHERE id = :id")
                .param("id", id)
                .update();
    }

    /** Replaces a hash by one of the same password, unless somebody changed it meanwhile. Ends no session. */
    void rehash(long id, String before, String after) {
        transaction.executeWithoutResult(status -> {
            database.sql("SELECT set_config('hub.rehash', 'on', true)")
                    .query(String.class)
                    .single();
            database.sql("UPDATE hub_user SET password = :after WHERE id = :id AND password = :before")
                    .param("id", id)
                    .param("before", before)
                    .param("after", after)
                    .update();
        });
    }

    /**
     * The user whom another authority vouches for, made when seen for the first time. A user name that is taken by somebody
     * else gets a number; nobody becomes another user by having the same name elsewhere.
     *
     * @param issuer who vouches
     * @param subject what the issuer calls the user, for ever
     * @param wanted user name as the issuer gives it
     * @param role as the issuer says it today; null where it says none, and an administrator here does
     */
    Stored vouchedFor(String issuer, String subject, String wanted, Role role) {
        return find(issuer, subject).map(known -> current(known, role)).orElseGet(() -> {
            String clean = cleaned(wanted);
            for (int number = 1; ; number++) {
                String name = number == 1 ? clean : clean + "-" + number;
                database.sql("INSERT INTO hub_user (username, role, issuer, subject, created_by)"
                                + " VALUES (:name, :role, :issuer, :subject, :issuer) ON CONFLICT DO NOTHING")
                        .param("name", name)
                        .param("role", (role == null ? Role.USER : role).text())
                        .param("issuer", issuer)
                        .param("subject", subject)
                        .update();
                Optional<Stored> there = find(issuer, subject);
                if (there.isPresent()) {
                    return there.get();
                }
            }
        });
    }

    private Stored current(Stored known, Role role) {
        if (role == null || known.role().equals(role.text())) {
            return known;
        }
        database.sql("UPDATE hub_user SET role = :role, updated_at = now() WHERE id = :id")
                .param("role", role.text())
                .param("id", known.id())
                .update();
        return new Stored(known.id(), known.username(), role.text(), null, known.enabled());
    }

    private Optional<Stored> find(String issuer, String subject) {
        return database.sql("SELECT " + COLUMNS + " FROM hub_user WHERE issuer = :issuer AND subject = :subject")
                .param("issuer", issuer)
                .param("subject", subject)
                .query(Stored.class)
                .optional();
    }

    private static String cleaned(String wanted) {
        String clean = wanted.replaceAll("[^A-Za-z0-9._-]", "-").replaceFirst("^[^A-Za-z0-9]+", "");
        return clean.isEmpty() ? "user" : clean.substring(0, Math.min(clean.length(), 50));
    }
}
