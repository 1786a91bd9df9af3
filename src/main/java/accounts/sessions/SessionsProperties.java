package accounts.sessions;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Sessions of Odoo's users: {@code /web/session/authenticate} and what follows it.
 *
 * @param connection the connection whose users may sign in; empty lets nobody in (default {@code default})
 * @param idle how long a session may rest before it is over (default 30 minutes)
 * @param lifetime how long a session lasts at most (default 12 hours)
 * @param most sessions that one user may have at a time; one more ends the oldest (default 5)
 * @param managerGroups groups of Odoo whose members have the role manager, by external id such as
 *     {@code base.group_system}; all other internal users have the role user (default none)
 * @param recheck how often Odoo is asked whether the users of all sessions are still there (default 5 minutes)
 */
@Validated
@ConfigurationProperties("hub.sessions")
public record SessionsProperties(
        @DefaultValue("default") String connection,
        @DefaultValue("30m") Duration idle,
        @DefaultValue("12h") Duration lifetime,
        @DefaultValue("5") @Min(1) int most,
        @DefaultValue({}) List<String> managerGroups,
        @DefaultValue("5m") Duration recheck) {

    /** Whether anybody may sign in. */
    public boolean isOn() {
        return connection != null && !connection.isBlank();
    }
}
