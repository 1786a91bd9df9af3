package accounts.users;

import accounts.AccountRefusal;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The keys that sign access tokens: RSA of 2048 bits. The newest signs; those before it verify until the last token that
 * they signed has expired. Looked up again every second at most, so a removed key is void within a second everywhere.
 *
 * <p>With a keyset they are in the database, the private part sealed. Without one they are in memory only: access tokens
 * then end with the process, and only one process can serve them; refresh tokens go on.
 */
@Component
public class SigningKeys {
    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
    private static final int BITS = 2048;
    private static final Duration REMEMBERED = Duration.ofSeconds(1);
    /** For clocks that differ, and processes that still sign with the key before. */
    private static final Duration GRACE = Duration.ofMinutes(2);

    /**
     * A key and when it signed.
     *
     * @param retired null for the one that signs
     */
    record Held(RSAKey key, Instant created, Instant retired) {
        @Override
        public String toString() {
            return "Held[" + key.getKeyID() + "]";
        }
    }

    private record Known(Instant at, List<Held> keys, Map<String, RSAKey> byId) {}

    private final SigningKeyTable table;
    private final UsersProperties settings;
    private final boolean inDatabase;
    private final Clock clock = Clock.systemUTC();
    private final List<Held> inMemory = new ArrayList<>();
    private volatile Known known = new Known(Instant.EPOCH, List.of(), Map.of());

    SigningKeys(SigningKeyTable table, UsersProperties settings, ObjectProvider<KeySealing> sealing) {
        this.table = table;
        this.settings = settings;
        this.inDatabase = sealing.getIfAvailable() != null;
    }

    /** The key that signs now, with its private part; made when there is none. */
    RSAKey current() {
        RSAKey key = present();
        if (!key.isPrivate()) {
            throw AccountRefusal.of(
                    503,
                    "Nobody can be signed in: the key that signs tokens does not open. The log of the hub's start says why.");
        }
        return key;
    }

    private RSAKey present() {
        return signing(keys()).orElseGet(() -> {
            rotate(Optional.empty());
            return signing(keys()).orElseThrow();
        });
    }

    /** The key of that id while it verifies, or null. */
    RSAKey verifying(String kid) {
        keys();
        return known.byId().get(kid);
    }

    /** The public keys, as {@code /.well-known/jwks.json} publishes them. */
    public Map<String, Object> published() {
        present();
        return new JWKSet(new ArrayList<>(known.byId().values())).toJSONObject(true);
    }

    /** Whether the keys outlive the process. */
    public boolean areKept() {
        return inDatabase;
    }

    /**
     * Lets a new key sign. What the one before signed stays good until it expires.
     *
     * @return id of the new key
     */
    public String rotate() {
        return rotate(keys().stream()
                .filter(held -> held.retired() == null)
                .map(held -> held.key().getKeyID())
                .findFirst());
    }

    /** The same, and ends every access token that is out: for a key that others may have. */
    public String rotateAndForget() {
        String kid = rotate();
        if (inDatabase) {
            table.remove(kid);
        } else {
            inMemory.removeIf(held -> !held.key().getKeyID().equals(kid));
        }
        forget();
        return kid;
    }

    /** Lets a new key sign when the present one is old enough, and removes those that verify nothing any more. */
    public void rotateWhenDue() {
        Instant now = clock.instant();
        keys().stream()
                .filter(held -> held.retired() == null
                        && held.created().plus(settings.keyLifetime()).isBefore(now))
                .findFirst()
                .ifPresent(old -> rotate(Optional.of(old.key().getKeyID())));
        if (inDatabase) {
            table.removeRetiredBefore(now.minus(verifiedFor()));
        }
    }

    /** @param expected id of the key that is to be replaced; when another process was faster its key is taken */
    private synchronized String rotate(Optional<String> expected) {
        RSAKey fresh = generate();
        if (inDatabase) {
            table.replace(expected.orElse(null), fresh);
        } else {
            replaceInMemory(expected.orElse(null), fresh);
        }
        forget();
        String kid = signing(keys()).orElseThrow().getKeyID();
        LOG.info("Access tokens are signed by key {}", kid);
        return kid;
    }

    private void replaceInMemory(String expected, RSAKey fresh) {
        Instant now = clock.instant();
        String signing = signing(inMemory).map(RSAKey::getKeyID).orElse(null);
        if (signing == null || signing.equals(expected)) {
            inMemory.replaceAll(held -> held.retired() == null ? new Held(held.key(), held.created(), now) : held);
            inMemory.add(new Held(fresh, now, null));
        }
    }

    private List<Held> keys() {
        Known remembered = known;
        if (clock.instant().isAfter(remembered.at().plus(REMEMBERED))) {
            remembered = load();
        }
        return remembered.keys();
    }

    private synchronized Known load() {
        Instant now = clock.instant();
        List<Held> all = inDatabase ? table.all(known.byId()) : List.copyOf(inMemory);
        Map<String, RSAKey> byId = all.stream()
                .filter(held -> held.retired() == null
                        || held.retired().plus(verifiedFor()).isAfter(now))
                .map(Held::key)
                .collect(Collectors.toUnmodifiableMap(RSAKey::getKeyID, Function.identity()));
        known = new Known(now, all, byId);
        return known;
    }

    private void forget() {
        known = new Known(Instant.EPOCH, known.keys(), known.byId());
    }

    private Duration verifiedFor() {
        return settings.accessTokenLifetime().plus(GRACE);
    }

    private static Optional<RSAKey> signing(List<Held> keys) {
        return keys.stream()
                .filter(held -> held.retired() == null)
                .map(Held::key)
                .findFirst();
    }

    private static RSAKey generate() {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
