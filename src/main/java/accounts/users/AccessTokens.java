package accounts.users;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.security.Key;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Access tokens: JWTs in the form of RFC 9068, signed with RS256 by the newest of {@link SigningKeys}. Nothing else is
 * accepted, whatever a token's header asks for: the algorithm is fixed, and the key is one of ours or none.
 */
@Component
public class AccessTokens {
    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
    private static final String SESSION = "sid";

    private final SigningKeys keys;
    private final UserSessions sessions;
    private final UsersProperties settings;
    private final VerifiedTokens verified;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    AccessTokens(SigningKeys keys, UserSessions sessions, UsersProperties settings) {
        this.keys = keys;
        this.sessions = sessions;
        this.settings = settings;
        this.verified = new VerifiedTokens(keys, Clock.systemUTC());
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(TYPE));
        processor.setJWSKeySelector((header, context) -> key(header));
        var claims = new DefaultJWTClaimsVerifier<SecurityContext>(
                settings.audience(),
                new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
                Set.of("sub", "iat", "exp", SESSION));
        claims.setMaxClockSkew(0);
        processor.setJWTClaimsSetVerifier(claims);
    }

    /** A new token of a session. */
    String issue(HubUser user, long session) {
        RSAKey key = keys.current();
        Instant now = Instant.now();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(settings.issuer())
                .audience(settings.audience())
                .subject(Long.toString(user.id()))
                .claim("preferred_username", user.username())
                .claim("role", user.role().text())
                .claim(SESSION, Long.toString(session))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(settings.accessTokenLifetime())))
                .jwtID(UUID.randomUUID().toString())
                .build();
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .type(TYPE)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether a token says that it is one of ours; nothing of it is believed yet. */
    public boolean areFrom(String issuer) {
        return settings.issuer().equals(issuer);
    }

    /**
     * Whose token this is.
     *
     * @param token as it came
     * @param details where the request comes from
     * @return empty when it is not good, whatever the cause
     */
    public Optional<UserAuthentication> read(String token, Object details) {
        return session(token).flatMap(session -> sessions.user(session.id())
                .filter(user -> user.id() == session.user())
                .map(user -> new UserAuthentication(user, session.id(), details)));
    }

    /** Whether the sign-in of somebody who was let in goes on; at most a second old. Of another authority's tokens: always. */
    public boolean goesOn(UserAuthentication who) {
        return who.getSession() == 0 || sessions.user(who.getSession()).isPresent();
    }

    record Named(long id, long user) {}

    /** The session that a token names, whether it is good still or not; empty when the token itself is not good. */
    Optional<Named> session(String token) {
        return verified.find(token).or(() -> verify(token));
    }

    private Optional<Named> verify(String token) {
        try {
            SignedJWT signed = SignedJWT.parse(token);
            JWTClaimsSet claims = processor.process(signed, null);
            Named named =
                    new Named(Long.parseLong(claims.getStringClaim(SESSION)), Long.parseLong(claims.getSubject()));
            verified.keep(
                    token,
                    named,
                    signed.getHeader().getKeyID(),
                    claims.getExpirationTime().toInstant());
            return Optional.of(named);
        } catch (ParseException | BadJOSEException | JOSEException | IllegalArgumentException notGood) {
            return Optional.empty();
        }
    }

    private List<? extends Key> key(JWSHeader header) throws KeySourceException {
        RSAKey key = header.getKeyID() == null || !JWSAlgorithm.RS256.equals(header.getAlgorithm())
                ? null
                : keys.verifying(header.getKeyID());
        try {
            return key == null ? List.of() : List.of(key.toRSAPublicKey());
        } catch (JOSEException impossible) {
            throw new KeySourceException("The key is not readable.", impossible);
        }
    }
}
