package accounts.users;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;
import org.springframework.validation.annotation.Validated;

/**
 * Users of the REST interface and their tokens.
 *
 * @param issuer issuer that tokens name ({@code iss}); the address under which the hub is reached
 * @param audience whom tokens are for ({@code aud}) (default odoo-hub)
 * @param accessTokenLifetime how long an access token is good for (default 10 minutes)
 * @param refreshTokenLifetime how long a refresh token waits for its one use (default 14 days)
 * @param sessionLifetime how long a sign-in lasts at most, however often it is refreshed (default 90 days)
 * @param keyLifetime how long one key signs before a new one takes its place (default 30 days)
 * @param odooSignIn name of the connection whose Odoo users may sign in with their Odoo password, such as {@code default};
 *     nobody may when not set
 * @param oidc another authority whose tokens are accepted
 */
@Validated
@ConfigurationProperties("hub.users")
public record UsersProperties(
        @DefaultValue("http://127.0.0.1:8080") @NotBlank String issuer,
        @DefaultValue("odoo-hub") @NotBlank String audience,
        @DefaultValue("10m") Duration accessTokenLifetime,
        @DefaultValue("14d") Duration refreshTokenLifetime,
        @DefaultValue("90d") Duration sessionLifetime,
        @DefaultValue("30d") Duration keyLifetime,
        String odooSignIn,
        @DefaultValue @Valid Oidc oidc) {

    /**
     * An OpenID Connect provider whose access tokens are accepted beside ours.
     *
     * @param issuerUri its issuer, as in its tokens; its keys are found by discovery; none is accepted when not set
     * @param jwkSetUri address of its keys, where it has no discovery
     * @param audience audience that its tokens have to name; required with an issuer
     * @param roleClaim claim that holds the role or roles, nested with dots as in {@code realm_access.roles} (default roles)
     * @param usernameClaim claim that becomes the user name (default preferred_username)
     * @param admin value of the role claim that makes an administrator (default admin)
     * @param manager value of the role claim that makes a manager (default manager)
     * @param user value of the role claim that makes a user; without any of the three a token is refused (default user)
     */
    public record Oidc(
            String issuerUri,
            String jwkSetUri,
            String audience,
            @DefaultValue("roles") @NotBlank String roleClaim,
            @DefaultValue("preferred_username") @NotBlank String usernameClaim,
            @DefaultValue("admin") @NotBlank String admin,
            @DefaultValue("manager") @NotBlank String manager,
            @DefaultValue("user") @NotBlank String user) {

        /** Whether there is such an authority. */
        public boolean isSet() {
            return StringUtils.hasText(issuerUri);
        }
    }
}
