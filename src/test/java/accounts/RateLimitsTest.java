package accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

/** Limits are shared by processes and said with the time to wait. */
class RateLimitsTest extends AccountsTest {
    @Autowired
    DataSource source;

    @AfterEach
    void nobody() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void processesShareTheCountOfAnAccount() {
        RateLimits one = limits(0, 4);
        RateLimits other = limits(0, 4);
        String account = "shared-" + email;
        for (int i = 0; i < 2; i++) {
            one.signIn(account);
            other.signIn(account);
        }
        AccountRefusal refused = catchThrowableOfType(AccountRefusal.class, () -> other.signIn(account));
        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(refused.getRetryAfter()).isBetween(1L, 3600L);
        assertThatCode(() -> one.signIn("another-" + email)).doesNotThrowAnyException();
        assertThatCode(() -> one.mail(account)).as("another kind").doesNotThrowAnyException();
        assertThat(database.sql("SELECT count(*) FROM rate_limit WHERE id LIKE '%@%'")
                        .query(Long.class)
                        .single())
                .as("keys are hashes")
                .isZero();
    }

    @Test
    void aClientAddressHasALimitOfItsOwn() {
        RateLimits limits = limits(20, 4);
        from("198.51.100.7");
        for (int i = 0; i < 20; i++) {
            limits.request();
        }
        AccountRefusal refused = catchThrowableOfType(AccountRefusal.class, limits::request);
        assertThat(refused.getStatus()).isEqualTo(429);
        from("198.51.100.8");
        assertThatCode(limits::request).doesNotThrowAnyException();
    }

    @Test
    void anIpv6SubscriberIsOneClient() {
        assertThat(RateLimits.network("2001:db8:1:2:3:4:5:6")).isEqualTo(RateLimits.network("2001:db8:1:2::9"));
        assertThat(RateLimits.network("2001:db8:1:2::9")).isNotEqualTo(RateLimits.network("2001:db8:1:3::9"));
        assertThat(RateLimits.network("198.51.100.7")).isEqualTo("198.51.100.7");
    }

    private RateLimits limits(int perAddress, int perAccount) {
        return limits(perAddress, perAccount, source);
    }

    static RateLimits limits(int perAddress, int perAccount, DataSource source) {
        Duration hour = Duration.ofHours(1);
        return new RateLimits(
                new AccountsProperties(
                        "http://localhost",
                        hour,
                        hour,
                        hour,
                        new AccountsProperties.Bcrypt(4, 1, 1),
                        new AccountsProperties.Limits(
                                new AccountsProperties.AddressLimit(perAddress, hour),
                                new AccountsProperties.SignInLimit(perAccount, hour),
                                new AccountsProperties.CodeLimit(perAccount, hour),
                                new AccountsProperties.MailLimit(perAccount, hour),
                                new AccountsProperties.KeyLimit(perAddress, hour))),
                source);
    }

    private static void from(String address) {
        var nobody = new AnonymousAuthenticationToken("key", "nobody", AuthorityUtils.createAuthorityList("NONE"));
        nobody.setDetails(new RequestOrigin(address, false, null));
        SecurityContextHolder.getContext().setAuthentication(nobody);
    }
}
