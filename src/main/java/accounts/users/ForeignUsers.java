package accounts.users;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Users whom another authority vouches for with every token. They have a row in {@code hub_user} from their first request on,
 * so an administrator can disable them here; that is noticed within a second.
 */
@Component
public class ForeignUsers {
    private static final int MOST = 100_000;
    private static final Duration REMEMBERED = Duration.ofSeconds(1);

    private record Key(String issuer, String subject, Role role) {}

    private final UserStore users;
    private final Cache<Key, Optional<HubUser>> known =
            Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(MOST).build();

    ForeignUsers(UserStore users) {
        this.users = users;
    }

    /**
     * The user of a token that was verified.
     *
     * @param issuer who vouches
     * @param subject what the issuer calls the user, for ever
     * @param username as the issuer gives it; another one is taken when it is somebody else's here
     * @param role as the issuer says it
     * @return empty when the user is disabled here
     */
    public Optional<HubUser> user(String issuer, String subject, String username, Role role) {
        return known.get(
                new Key(issuer, subject, role), key -> Optional.of(users.vouchedFor(issuer, subject, username, role))
                        .filter(UserStore.Stored::enabled)
                        .map(UserStore.Stored::user));
    }
}
