import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What check-email and reads of products cannot be faster than: Spring MVC handlers that run the same query and give the same answer, with
 * neither security nor a contract, limits, or routes. Settings are Spring Boot's, as in {@code --server.port=8080}.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(Bare.Handler.class)
public class Bare {
    /** The query of accounts.Customers, with a place for each parameter. */
    private static final String QUERY = "SELECT coalesce(e.email, lower(?)) AS asked, c.id, c.name, c.email,"
            + " c.account_number, c.phone, c.type, c.password, c.email_verified_at IS NOT NULL AS verified"
            + " FROM (SELECT odoo_email(?) AS email) e LEFT JOIN customers c ON c.email = e.email"
            + " AND c.odoo_status = 'linked' AND c.odoo_partner_id IS NOT NULL AND c.account_status = 'active'";

    public static void main(String[] args) {
        JdbcTemplate database =
                SpringApplication.run(Bare.class, args).getBean(JdbcTemplate.class);
        HikariDataSource pool = (HikariDataSource) database.getDataSource();
        database.queryForObject("SELECT 1", Integer.class);
        System.out.println("ready " + pool.getMaximumPoolSize());
    }

    /** The page of products that gateway.mirror reads, without the question how fresh it is. */
    private static final String PRODUCTS = "SELECT coalesce(string_agg(record::text, ','), '') FROM (SELECT"
            + " jsonb_build_object('id', data -> 'id', 'name', data -> 'name', 'default_code', data -> 'default_code',"
            + " 'barcode', data -> 'barcode', 'list_price', data -> 'list_price', 'standard_price', data -> 'standard_price',"
            + " 'type', data -> 'type', 'categ_id', data -> 'categ_id', 'uom_id', data -> 'uom_id', 'qty_available',"
            + " data -> 'qty_available', 'virtual_available', data -> 'virtual_available', 'description', data -> 'description',"
            + " 'active', data -> 'active') AS record FROM mirror WHERE connection = 'default' AND model = 'product.product'"
            + " AND NOT deleted AND NOT archived ORDER BY odoo_id LIMIT ?) page";

    @RestController
    static class Handler {
        private final JdbcTemplate database;

        Handler(JdbcTemplate database) {
            this.database = database;
        }

        @GetMapping(path = "/api/odoo/products", produces = "application/json")
        byte[] products(@RequestParam int limit) {
            String records = database.queryForObject(PRODUCTS, String.class, limit);
            return ("{\"success\":true,\"data\":[" + records + "]}").getBytes(StandardCharsets.UTF_8);
        }

        @PostMapping("/api/auth/check-email")
        Map<String, Object> checkEmail(@RequestBody Map<String, Object> request) {
            String email = String.valueOf(request.get("email"));
            return database.queryForObject(
                    QUERY,
                    (row, number) -> {
                        Map<String, Object> answer = new LinkedHashMap<>();
                        boolean exists = row.getObject("id") != null;
                        boolean password = row.getString("password") != null && row.getBoolean("verified");
                        answer.put("success", true);
                        answer.put("exists", exists);
                        answer.put("has_password", password);
                        answer.put("message", !exists
                                ? "No account was found for this email address."
                                : password
                                        ? "Account found. Please sign in with your password."
                                        : "Account found. Please set your password to continue.");
                        if (exists) {
                            Map<String, Object> data = new LinkedHashMap<>();
                            data.put("name", row.getString("name"));
                            data.put("email", row.getString("email"));
                            data.put("account_number", row.getString("account_number"));
                            data.put("from_odoo", true);
                            answer.put("data", data);
                        }
                        return answer;
                    },
                    email,
                    email);
        }
    }
}
