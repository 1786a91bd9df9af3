package hub.security;

import accounts.users.ForeignUsers;
import accounts.users.HubUser;
import accounts.users.Role;
import accounts.users.UsersProperties;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import hub.start.StartFailure;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.client.RestTemplateBuilder;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.client.RestOperations;

/**
 * Access tokens of an OpenID provider, verified by Spring Security with the provider's published keys. The provider is asked
 * when its first token comes, so that it need not be up when the hub starts.
 */
@Component
@ConditionalOnWebApplication
class OidcTokens {
    private static final Logger LOG = LoggerFactory.getLogger(OidcTokens.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** None that takes the public key for a secret. */
    private static final Set<SignatureAlgorithm> ACCEPTED = Set.of(
            SignatureAlgorithm.RS256,
            SignatureAlgorithm.RS512,
            SignatureAlgorithm.PS256,
            SignatureAlgorithm.ES256,
            SignatureAlgorithm.ES384);

    private final UsersProperties.Oidc settings;
    private final ForeignUsers users;
    private final JwtDecoder decoder;

    /** @throws StartFailure when there is an issuer but no audience */
    OidcTokens(UsersProperties settings, ForeignUsers users, RestTemplateBuilder http) {
        this.settings = settings.oidc();
        this.users = users;
        if (this.settings.isSet() && !StringUtils.hasText(this.settings.audience())) {
            throw new StartFailure(
                    "Not started: HUB_USERS_OIDC_AUDIENCE is missing; without it a token that the provider gave"
                            + " for another program would be good here.");
        }
        if (this.settings.isSet() && this.settings.issuerUri().equals(settings.issuer())) {
            throw new StartFailure(
                    "Not started: HUB_USERS_OIDC_ISSUER_URI is the hub's own issuer (HUB_USERS_ISSUER).");
        }
        RestOperations patient =
                http.connectTimeout(PATIENCE).readTimeout(PATIENCE).build();
        this.decoder = this.settings.isSet() ? new SupplierJwtDecoder(() -> decoder(patient)) : null;
    }

    /** Whether there is a provider at all. */
    boolean isSet() {
        return settings.isSet();
    }

    /** Whether a token that says this of its issuer is to be verified here. */
    boolean areFrom(String issuer) {
        return settings.isSet() && settings.issuerUri().equals(issuer);
    }

    /** @return empty when it is not good, whatever the cause, or gives no role */
    Optional<HubUser> read(String token) {
        try {
            Jwt jwt = decoder.decode(token);
            String subject = jwt.getSubject();
            String username = jwt.getClaimAsString(settings.usernameClaim());
            return StringUtils.hasText(subject) && jwt.getExpiresAt() != null
                    ? role(jwt.getClaims())
                            .flatMap(role -> users.user(
                                    settings.issuerUri(), subject, username == null ? "user" : username, role))
                    : Optional.empty();
        } catch (BadJwtException notGood) {
            return Optional.empty();
        } catch (JwtException unreachable) {
            LOG.warn("The keys of {} cannot be read: {}", settings.issuerUri(), unreachable.getMessage());
            return Optional.empty();
        }
    }

    private JwtDecoder decoder(RestOperations http) {
        var builder = StringUtils.hasText(settings.jwkSetUri())
                ? NimbusJwtDecoder.withJwkSetUri(settings.jwkSetUri())
                : NimbusJwtDecoder.withIssuerLocation(settings.issuerUri());
        NimbusJwtDecoder nimbus = builder.restOperations(http)
                .jwtProcessorCustomizer(OidcTokens::acceptAccessTokens)
                .jwsAlgorithms(algorithms -> algorithms.addAll(ACCEPTED))
                .build();
        nimbus.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(settings.issuerUri()),
                new JwtClaimValidator<Object>(JwtClaimNames.AUD, this::isForUs)));
        return nimbus;
    }

    private static void acceptAccessTokens(
            com.nimbusds.jwt.proc.ConfigurableJWTProcessor<com.nimbusds.jose.proc.SecurityContext> processor) {
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    }

    private boolean isForUs(Object audience) {
        return audience instanceof Collection<?> all && all.contains(settings.audience());
    }

    /** The highest of the roles that the claim gives. */
    private Optional<Role> role(Map<String, Object> claims) {
        Object found = claims;
        for (String step : settings.roleClaim().split("\\.")) {
            found = found instanceof Map<?, ?> map ? map.get(step) : null;
        }
        // A claim whose own name has dots, as in https://example.com/roles.
        Object whole = claims.get(settings.roleClaim());
        Object value = whole == null ? found : whole;
        Collection<?> roles = value instanceof Collection<?> all ? all : value == null ? List.of() : List.of(value);
        if (roles.contains(settings.admin())) {
            return Optional.of(Role.ADMIN);
        }
        if (roles.contains(settings.manager())) {
            return Optional.of(Role.MANAGER);
        }
        return roles.contains(settings.user()) ? Optional.of(Role.USER) : Optional.empty();
    }
}
