package accounts;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * First-time setup of customers.
 *
 * @param verification {@code email}: whoever sets a password has to show a code or link that was mailed to the customer
 *     (default). {@code none}: an email address is enough, for trials only, because anybody who knows a customer's address can
 *     then take the account
 * @param codeLifetime how long a code is good for (default 15 minutes)
 * @param linkLifetime how long a link for setup or a new password is good for (default 1 hour)
 * @param invitationLifetime how long the link in an invitation is good for (default 7 days)
 * @param codeTries wrong codes after which a code is void (default 5)
 * @param invitationsPerMinute how fast invitations are mailed (default 60)
 */
@Validated
@ConfigurationProperties("hub.setup")
public record SetupProperties(
        @DefaultValue("email") Verification verification,
        @DefaultValue("15m") Duration codeLifetime,
        @DefaultValue("1h") Duration linkLifetime,
        @DefaultValue("7d") Duration invitationLifetime,
        @DefaultValue("5") @Min(1) @Max(20) int codeTries,
        @DefaultValue("60") @Min(1) int invitationsPerMinute) {

    /** What a customer has to show before setting a password for the first time. */
    public enum Verification {
        /** A code or link from the customer's mailbox. */
        EMAIL,
        /** Nothing. */
        NONE
    }

    boolean byEmail() {
        return verification == Verification.EMAIL;
    }
}
