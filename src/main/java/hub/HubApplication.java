package hub;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts odoo-hub. Each room of the house is a package of its own and is listed here for scanning. */
@SpringBootApplication(
        scanBasePackages = {"hub", "accounts", "attendance", "connections", "gateway", "routes", "sync", "odoo"})
public class HubApplication {
    public static void main(String[] args) {
        SpringApplication.run(HubApplication.class, args);
    }
}
