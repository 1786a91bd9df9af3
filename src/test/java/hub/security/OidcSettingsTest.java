package hub.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import accounts.users.UsersProperties;
import accounts.users.UsersProperties.Oidc;
import hub.start.StartFailure;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.client.RestTemplateBuilder;

/** Settings of an OpenID provider with which the hub does not start. */
class OidcSettingsTest {
    private static final String OURS = "https://hub.example.com";
    private static final String THEIRS = "https://sso.example.com/realms/company";

    @Test
    void anIssuerWithoutAnAudienceIsNotEnough() {
        assertThatThrownBy(() -> tokens(THEIRS, ""))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("HUB_USERS_OIDC_AUDIENCE");
        assertThatThrownBy(() -> tokens(OURS, "hub"))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("HUB_USERS_OIDC_ISSUER_URI");
    }

    @Test
    void withoutAnIssuerNobodysTokensAreTheProviders() {
        assertThat(tokens(null, null).areFrom(null)).isFalse();
        assertThat(tokens("", "hub").areFrom("")).isFalse();
        assertThat(tokens(THEIRS, "hub").areFrom(THEIRS)).isTrue();
        assertThat(tokens(THEIRS, "hub").areFrom(THEIRS + "/")).isFalse();
    }

    private static OidcTokens tokens(String issuer, String audience) {
        Duration any = Duration.ofMinutes(10);
        Oidc oidc = new Oidc(issuer, null, audience, "roles", "preferred_username", "admin", "manager", "user");
        return new OidcTokens(
                new UsersProperties(OURS, "odoo-hub", any, any, any, any, null, oidc), null, new RestTemplateBuilder());
    }
}
