package hub;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the house itself. The other rooms own their settings in a record of their own below the same prefix.
 *
 * @param address address the server listens on; the loopback address unless told otherwise
 * @param port TCP port the server listens on; 0 takes a free one
 * @param admin the administrator who exists from the first start
 * @param maxBody largest request body that is read; a larger one is answered with status 413
 */
@Validated
@ConfigurationProperties("hub")
public record HubProperties(
        @DefaultValue("127.0.0.1") @NotBlank String address,
        @DefaultValue("8080") @Min(0) @Max(65535) int port,
        @DefaultValue @Valid Admin admin,
        @DefaultValue("16MB") @NotNull DataSize maxBody) {

    /**
     * The bootstrap administrator, who signs in to Hawtio with a form and to the REST interface over HTTP Basic.
     *
     * @param username name to sign in with
     * @param password password to sign in with; without one a random password is made at each start and printed once
     */
    public record Admin(@DefaultValue("admin") @NotBlank String username, String password) {
        @Override
        public String toString() {
            return "Admin[username=" + username + ", password=***]";
        }
    }
}
