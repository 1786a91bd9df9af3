package accounts.users;

import accounts.Secrets;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Access tokens that were verified once, so that reading and verifying them is not done again with each request. Only their hashes
 * are kept. One is good until it expires, and only while the key that signed it is one that verifies.
 */
final class VerifiedTokens {
    private static final Duration UNUSED = Duration.ofMinutes(5);
    private static final int MOST = 10_000;

    private record Verified(AccessTokens.Named session, String kid, Base64URL modulus, Instant expires) {}

    private final Cache<ByteBuffer, Verified> byHash =
            Caffeine.newBuilder().expireAfterAccess(UNUSED).maximumSize(MOST).build();
    private final SigningKeys keys;
    private final Clock clock;

    VerifiedTokens(SigningKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** The session that it names, when it was verified before and is good still. */
    Optional<AccessTokens.Named> find(String token) {
        Verified known = byHash.getIfPresent(hash(token));
        if (known == null || !clock.instant().isBefore(known.expires())) {
            return Optional.empty();
        }
        RSAKey key = keys.verifying(known.kid());
        return key != null && key.getModulus().equals(known.modulus())
                ? Optional.of(known.session())
                : Optional.empty();
    }

    /** Takes note of one that has just been verified. @param kid id of the key that signed it */
    void keep(String token, AccessTokens.Named session, String kid, Instant expires) {
        RSAKey key = keys.verifying(kid);
        if (key != null) {
            byHash.put(hash(token), new Verified(session, kid, key.getModulus(), expires));
        }
    }

    private static ByteBuffer hash(String token) {
        return ByteBuffer.wrap(Secrets.sha256(token));
    }
}
