package hub;

import hub.cli.Commands;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * Starts odoo-hub. Each room of the house is a package of its own and is listed here for scanning.
 *
 * <p>With a command as the first argument ({@code sync}, {@code odoo}, {@code --help}) that command runs and the process
 * ends with its exit code; otherwise the server starts.
 */
@SpringBootApplication(
        scanBasePackages = {
            "hub",
            "accounts",
            "attendance",
            "orders",
            "connections",
            "gateway",
            "changes",
            "realtime",
            "routes",
            "sync",
            "odoo"
        })
@ConfigurationPropertiesScan({
    "hub",
    "accounts",
    "attendance",
    "orders",
    "connections",
    "gateway",
    "changes",
    "realtime",
    "routes",
    "sync",
    "odoo"
})
public class HubApplication {
    public static void main(String[] args) {
        if (Commands.areMeantBy(args)) {
            System.exit(Commands.run(args));
        }
        try {
            SpringApplication.run(HubApplication.class, args);
        } catch (SpringApplication.AbandonedRunException stopped) {
            throw stopped;
        } catch (RuntimeException failed) {
            // Said already, in one sentence, by hub.start.
            System.exit(1);
        }
    }
}
