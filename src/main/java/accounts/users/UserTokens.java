package accounts.users;

import accounts.AccountRefusal;
import accounts.Audit;
import accounts.Passwords;
import accounts.RateLimits;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Gives users tokens for their password, new ones for old ones, and takes them back. */
@Component
public class UserTokens {
    private static final int LONGEST = 1024;

    /**
     * What a user gets.
     *
     * @param accessToken for {@code Authorization: Bearer}
     * @param expiresIn seconds that the access token is good for
     * @param refreshToken good once, for the next two
     */
    public record Granted(String accessToken, long expiresIn, String refreshToken) {
        @Override
        public String toString() {
            return "Granted[expiresIn=" + expiresIn + "]";
        }
    }

    private final UserStore users;
    private final UserSessions sessions;
    private final AccessTokens tokens;
    private final UsersProperties settings;
    private final Passwords passwords;
    private final RateLimits limits;
    private final Audit audit;
    private final ForeignSignIn elsewhere;

    UserTokens(
            UserStore users,
            UserSessions sessions,
            AccessTokens tokens,
            UsersProperties settings,
            Passwords passwords,
            RateLimits limits,
            Audit audit,
            ObjectProvider<ForeignSignIn> elsewhere) {
        this.users = users;
        this.sessions = sessions;
        this.tokens = tokens;
        this.settings = settings;
        this.passwords = passwords;
        this.limits = limits;
        this.audit = audit;
        this.elsewhere = elsewhere.getIfAvailable();
    }

    /**
     * Signs in.
     *
     * @param name user name or email address
     * @throws AccountRefusal status 401, the same for every cause; 429 after too many attempts
     */
    public Granted forPassword(String name, String password) {
        limits.request();
        String clean = clean(name);
        limits.signIn("user:" + clean.toLowerCase(java.util.Locale.ROOT));
        Optional<UserStore.Stored> found = clean.isEmpty() ? Optional.empty() : users.byName(clean);
        String hash = found.filter(UserStore.Stored::enabled)
                .map(UserStore.Stored::password)
                .orElse(null);
        boolean right = password.length() <= LONGEST && passwords.matches(password, hash);
        Optional<UserStore.Stored> user = right ? found : elsewhere(found, clean, password);
        audit.ofUser(
                "token", found.or(() -> user).map(UserStore.Stored::id).orElse(null), clean, user.isPresent(), null);
        UserStore.Stored signedIn =
                user.orElseThrow(() -> AccountRefusal.of(401, "The user name or the password is not right."));
        if (right && passwords.isOutdated(hash)) {
            users.rehash(signedIn.id(), hash, passwords.hash(password));
        }
        users.signedIn(signedIn.id());
        return granted(sessions.begin(signedIn.user()));
    }

    /** @throws AccountRefusal status 401, the same for every cause; 429 after too many requests */
    public Granted forRefreshToken(String refreshToken) {
        limits.request();
        return sessions.refresh(refreshToken)
                .map(this::granted)
                .orElseThrow(() -> AccountRefusal.of(401, "The refresh token is not good any more; sign in again."));
    }

    /** Ends the session of an access or a refresh token; does nothing for any other text. */
    public void revoke(String token) {
        limits.request();
        sessions.sessionOf(token)
                .or(() -> tokens.session(token).map(AccessTokens.Named::id))
                .ifPresent(sessions::end);
    }

    private Optional<UserStore.Stored> elsewhere(Optional<UserStore.Stored> found, String name, String password) {
        // A user of ours with that name signs in here or not at all.
        if (elsewhere == null
                || name.isEmpty()
                || found.filter(user -> user.password() != null).isPresent()) {
            return Optional.empty();
        }
        return elsewhere
                .check(name, password)
                .map(known -> users.vouchedFor(known.issuer(), known.subject(), known.username(), null))
                .filter(UserStore.Stored::enabled);
    }

    private Granted granted(UserSessions.Refresh refresh) {
        return new Granted(
                tokens.issue(refresh.user(), refresh.session()),
                settings.accessTokenLifetime().toSeconds(),
                refresh.text());
    }

    /** The name for the database, or an empty text when the database could not even read it. */
    private static String clean(String name) {
        String stripped = name.strip();
        boolean text = java.nio.charset.StandardCharsets.UTF_8.newEncoder().canEncode(stripped);
        return text && stripped.indexOf('\0') < 0 && stripped.length() <= 320 ? stripped : "";
    }
}
