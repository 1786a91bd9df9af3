package accounts;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Customers' sign-in.
 *
 * @param publicUrl address under which customers reach the hub, for links in mail (default http://127.0.0.1:8080)
 * @param tokenLifetime how long a token or a browser's session lasts (default 12 hours)
 * @param rememberLifetime how long it lasts with "remember me" (default 30 days)
 * @param auditRetention how long the audit table keeps an entry (default 365 days)
 * @param bcrypt how passwords are hashed
 * @param limits how often something may be tried
 */
@Validated
@ConfigurationProperties("hub.accounts")
public record AccountsProperties(
        @DefaultValue("http://127.0.0.1:8080") @NotBlank String publicUrl,
        @DefaultValue("12h") Duration tokenLifetime,
        @DefaultValue("30d") Duration rememberLifetime,
        @DefaultValue("365d") Duration auditRetention,
        @DefaultValue @Valid Bcrypt bcrypt,
        @DefaultValue @Valid Limits limits) {

    /**
     * Hashing of passwords.
     *
     * @param cost work factor; each step doubles the time (default 12)
     * @param threads passwords that are hashed at a time; 0 takes the number of cores (default 0)
     * @param queue how many may wait for their turn; beyond that the answer is status 503 (default 100)
     */
    public record Bcrypt(
            @DefaultValue("12") @Min(4) @Max(16) int cost,
            @DefaultValue("0") @Min(0) int threads,
            @DefaultValue("100") @Min(1) int queue) {}

    /**
     * Limits, shared by all processes on one database. An account is an email address, whether it is a customer's or not.
     *
     * @param requestsPerAddress requests to the addresses that need no sign-in, from one client address (default 120 in 1
     *     minute)
     * @param signInsPerAccount attempts to sign in to one account (default 10 in 5 minutes)
     * @param codesPerAccount attempts to set up one account with a code or without (default 10 in 1 hour)
     * @param mailsPerAccount mails that one account can be made to get (default 5 in 1 hour)
     * @param refusedKeysPerAddress API keys that are refused to one client address (default 30 in 1 minute)
     */
    public record Limits(
            @DefaultValue({}) @Valid AddressLimit requestsPerAddress,
            @DefaultValue({}) @Valid SignInLimit signInsPerAccount,
            @DefaultValue({}) @Valid CodeLimit codesPerAccount,
            @DefaultValue({}) @Valid MailLimit mailsPerAccount,
            @DefaultValue({}) @Valid KeyLimit refusedKeysPerAddress) {}

    /** So many times within a period. */
    interface Limit {
        /** How many times; 0 is without limit. */
        int requests();

        /** The time after which all of them are free again. */
        Duration period();
    }

    /**
     * @param requests requests from one client address within the period; 0 is without limit
     * @param period the time after which all of these requests are free again
     */
    public record AddressLimit(
            @DefaultValue("120") @Min(0) int requests,
            @DefaultValue("1m") Duration period) implements Limit {}

    /**
     * @param requests attempts to sign in to one account within the period; 0 is without limit
     * @param period the time after which all of these requests are free again
     */
    public record SignInLimit(
            @DefaultValue("10") @Min(0) int requests,
            @DefaultValue("5m") Duration period) implements Limit {}

    /**
     * @param requests attempts to set up one account within the period; 0 is without limit
     * @param period the time after which all of these requests are free again
     */
    public record CodeLimit(
            @DefaultValue("10") @Min(0) int requests,
            @DefaultValue("1h") Duration period) implements Limit {}

    /**
     * @param requests mails that one account can be made to get within the period; 0 is without limit
     * @param period the time after which all of these requests are free again
     */
    public record MailLimit(
            @DefaultValue("5") @Min(0) int requests,
            @DefaultValue("1h") Duration period) implements Limit {}

    /**
     * @param requests refused API keys from one client address within the period, after which the answer to one more is status
     *     429; 0 is without limit
     * @param period the time after which all of these requests are free again
     */
    public record KeyLimit(
            @DefaultValue("30") @Min(0) int requests,
            @DefaultValue("1m") Duration period) implements Limit {}
}
