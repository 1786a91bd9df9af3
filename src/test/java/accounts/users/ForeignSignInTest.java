package accounts.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import accounts.AccountRefusal;
import accounts.Audit;
import accounts.Passwords;
import accounts.RateLimits;
import accounts.users.ForeignSignIn.Vouched;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** Users whom somebody else knows by password. */
class ForeignSignInTest extends UsersTest {
    @Autowired
    UserStore store;

    @Autowired
    UserSessions sessions;

    @Autowired
    AccessTokens accessTokens;

    @Autowired
    UsersProperties settings;

    @Autowired
    Passwords passwords;

    @Autowired
    RateLimits limits;

    @Autowired
    Audit audit;

    UserTokens tokens;
    String login;

    @BeforeEach
    void somebodyElse() {
        login = "clerk@" + username.toLowerCase();
        ForeignSignIn elsewhere = (name, password) -> password.equals("known elsewhere")
                ? Optional.of(new Vouched("odoo:https://odoo.example.com/prod", name, name))
                : Optional.empty();
        tokens = new UserTokens(
                store,
                sessions,
                accessTokens,
                settings,
                passwords,
                limits,
                audit,
                new StaticListableBeanFactory(Map.of("elsewhere", elsewhere)).getBeanProvider(ForeignSignIn.class));
    }

    @Test
    void whomSomebodyElseKnowsSignsInAsAUserAndIsTheSameNextTime() {
        HubUser first = user(tokens.forPassword(login, "known elsewhere"));
        assertThat(first.role()).isEqualTo(Role.USER);
        assertThat(first.username()).isEqualTo(login.replace('@', '-'));
        administration.change(first.id(), Map.of("role", "manager"), "test");
        HubUser again = user(tokens.forPassword(login, "known elsewhere"));
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.role()).as("as the administrator said").isEqualTo(Role.MANAGER);

        administration.change(first.id(), Map.of("enabled", false), "test");
        assertThatThrownBy(() -> tokens.forPassword(login, "known elsewhere")).isInstanceOf(AccountRefusal.class);
    }

    @Test
    void aUserOfOursSignsInHereOrNotAtAll() {
        assertThatThrownBy(() -> tokens.forPassword(username, "known elsewhere"))
                .isInstanceOf(AccountRefusal.class);
        assertThat(user(tokens.forPassword(username, PASSWORD)).id()).isEqualTo(userId);
        assertThatThrownBy(() -> tokens.forPassword("stranger-" + username, "guess"))
                .isInstanceOf(AccountRefusal.class)
                .hasMessage("The user name or the password is not right.");
    }

    private HubUser user(UserTokens.Granted granted) {
        return accessTokens.read(granted.accessToken(), null).orElseThrow().getPrincipal();
    }
}
