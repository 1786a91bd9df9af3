package connections;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The Odoo of the environment, known as the connection {@code default}.
 *
 * @param url address of the server, such as https://odoo.example.com ({@code ODOO_URL})
 * @param db name of the database ({@code ODOO_DB})
 * @param username login of the Odoo user ({@code ODOO_USERNAME})
 * @param apiKey an API key, or the user's password ({@code ODOO_API_KEY})
 * @param protocol auto, json2, jsonrpc or xmlrpc; auto when not set ({@code ODOO_PROTOCOL})
 * @param companyIds ids of the companies whose records are read; those of the user when not set
 *     ({@code ODOO_COMPANY_IDS})
 */
@ConfigurationProperties("odoo")
public record OdooProperties(
        String url, String db, String username, String apiKey, String protocol, List<Long> companyIds) {
    @Override
    public String toString() {
        return "OdooProperties[url=" + url + ", db=" + db + ", username=" + username + ", protocol=" + protocol + "]";
    }
}
