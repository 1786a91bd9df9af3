package accounts.users;

import accounts.RequestOrigin;
import accounts.Secrets;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sign-ins of users. Every access token names the session that it came of, and is good only while that session is neither
 * revoked nor expired and its user enabled. That is remembered for a second, so an access token stops within a second of
 * whatever ends it, in every process on the database, and at once in the process that ended it.
 */
@Component
public class UserSessions {
    private static final Duration REMEMBERED = Duration.ofSeconds(1);
    private static final int MOST = 100_000;
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,17})\\.([A-Za-z0-9_-]{43})");
    private static final byte[] NONE = new byte[32];

    /**
     * A refresh token that was just made, the only time that it is there in clear.
     *
     * @param text {@code id.secret}
     */
    record Refresh(HubUser user, long session, String text) {
        @Override
        public String toString() {
            return "Refresh[session=" + session + "]";
        }
    }

    private record State(long id, String username, String role) {}

    private record Token(long id, long session, byte[] hash, boolean live) {}

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final UsersProperties settings;
    private final Cache<Long, Optional<HubUser>> states =
            Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(MOST).build();

    UserSessions(JdbcClient database, TransactionTemplate transaction, UsersProperties settings) {
        this.database = database;
        this.transaction = transaction;
        this.settings = settings;
    }

    /** Begins a session with its first refresh token. */
    Refresh begin(HubUser user) {
        return transaction.execute(status -> {
            Long session = database.sql("INSERT INTO user_session (user_id, expires_at, address) VALUES (:user,"
                            + " now() + make_interval(secs => :seconds), :address) RETURNING id")
                    .param("user", user.id())
                    .param("seconds", settings.sessionLifetime().toSeconds())
                    .param("address", RequestOrigin.current().address())
                    .query(Long.class)
                    .single();
            states.invalidate(session);
            return new Refresh(user, session, issue(session));
        });
    }

    /**
     * Changes a refresh token for the next one. One that was used already ends its session, because then two hold it.
     *
     * @return empty when it is not good, whatever the cause
     */
    Optional<Refresh> refresh(String text) {
        return transaction.execute(status -> {
            Optional<Token> token = find(text);
            if (token.isEmpty()) {
                return Optional.empty();
            }
            boolean first = database.sql("UPDATE refresh_token SET used_at = now() WHERE id = :id AND used_at IS NULL")
                            .param("id", token.get().id())
                            .update()
                    == 1;
            long session = token.get().session();
            if (!first) {
                end(session);
                return Optional.empty();
            }
            return token.get().live()
                    ? load(session).map(user -> new Refresh(user, session, issue(session)))
                    : Optional.empty();
        });
    }

    /** The user of a session that is good, or empty. At most a second old. */
    Optional<HubUser> user(long session) {
        return states.get(session, this::load);
    }

    /** The session of a refresh token, used or not, or empty when it is none of ours. */
    Optional<Long> sessionOf(String refreshToken) {
        return find(refreshToken).map(Token::session);
    }

    /** Ends one session. */
    void end(long session) {
        database.sql("UPDATE user_session SET revoked_at = now() WHERE id = :id AND revoked_at IS NULL")
                .param("id", session)
                .update();
        states.invalidate(session);
    }

    /** Ends every session of a user. @return how many there were */
    int endAll(long user) {
        int ended = database.sql("UPDATE user_session SET revoked_at = now() WHERE user_id = :user"
                        + " AND revoked_at IS NULL AND expires_at > now()")
                .param("user", user)
                .update();
        states.invalidateAll();
        return ended;
    }

    /** Looks every session up again at its next use. */
    void forget() {
        states.invalidateAll();
    }

    private Optional<HubUser> load(long session) {
        return database.sql("SELECT u.id, u.username, u.role FROM user_session s JOIN hub_user u ON u.id = s.user_id"
                        + " WHERE s.id = :id AND s.revoked_at IS NULL AND s.expires_at > now() AND u.enabled")
                .param("id", session)
                .query(State.class)
                .optional()
                .map(state -> new HubUser(state.id(), state.username(), Role.of(state.role())));
    }

    private String issue(long session) {
        String secret = Secrets.random();
        Long id = database.sql(
                        "INSERT INTO refresh_token (session_id, secret_hash, expires_at) VALUES (:session, :hash,"
                                + " now() + make_interval(secs => :seconds)) RETURNING id")
                .param("session", session)
                .param("hash", Secrets.sha256(secret))
                .param("seconds", settings.refreshTokenLifetime().toSeconds())
                .query(Long.class)
                .single();
        return id + "." + secret;
    }

    private Optional<Token> find(String text) {
        Matcher parts = FORM.matcher(text == null ? "" : text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Optional<Token> token = database.sql("SELECT id, session_id AS session, secret_hash AS hash,"
                        + " expires_at > now() AS live FROM refresh_token WHERE id = :id")
                .param("id", Long.valueOf(parts.group(1)))
                .query(Token.class)
                .optional();
        boolean same = Secrets.same(
                Secrets.sha256(parts.group(2)), token.map(Token::hash).orElse(NONE));
        return same ? token : Optional.empty();
    }
}
