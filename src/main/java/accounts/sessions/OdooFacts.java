package accounts.sessions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.stereotype.Component;

/** For routes: what Odoo says of its users, who they are and which groups they are in. */
@Component("odooFacts")
public class OdooFacts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SessionsProperties settings;
    private final OdooSessions sessions;

    OdooFacts(SessionsProperties settings, OdooSessions sessions) {
        this.settings = settings;
        this.sessions = sessions;
    }

    /** Sets the user as the exchange property {@code facts}, and the partner's id as the body. */
    public void user(@Body byte[] answer, Exchange exchange) throws IOException {
        JsonNode user = JSON.readTree(answer).path(0);
        if (!user.isObject()) {
            throw new AuthenticationServiceException("Odoo does not let the hub read its users");
        }
        exchange.setProperty("facts", user);
        exchange.getMessage().setBody("[" + user.path("partner_id").path(0).asLong() + "]");
    }

    /** Sets the commercial partner of the record that Odoo gave as the exchange property {@code commercial}. */
    public void commercial(@Body byte[] answer, Exchange exchange) throws IOException {
        exchange.setProperty(
                "commercial",
                JSON.readTree(answer)
                        .path(0)
                        .path("commercial_partner_id")
                        .path(0)
                        .asLong());
    }

    /** Whether the user's groups matter: an internal user, and settings that name groups. */
    public boolean asksForGroups(@ExchangeProperty("facts") JsonNode user) {
        return !settings.managerGroups().isEmpty() && !user.path("share").asBoolean();
    }

    /** The domain that finds the groups of settings in {@code ir.model.data}. */
    public String groupsDomain() throws IOException {
        List<Object> domain = new ArrayList<>();
        for (int i = 1; i < settings.managerGroups().size(); i++) {
            domain.add("|");
        }
        for (String group : settings.managerGroups()) {
            String[] parts = group.strip().split("\\.", 2);
            domain.add("&");
            domain.add(List.of("module", "=", parts[0]));
            domain.add(List.of("name", "=", parts.length == 2 ? parts[1] : ""));
        }
        return JSON.writeValueAsString(domain);
    }

    /** Sets the exchange property {@code manager}: whether the user is in one of the groups that Odoo gave. */
    public void manager(@Body byte[] answer, @ExchangeProperty("facts") JsonNode user, Exchange exchange)
            throws IOException {
        Set<Long> groups = new HashSet<>();
        user.path("all_group_ids").forEach(id -> groups.add(id.asLong()));
        boolean manager = false;
        for (JsonNode named : JSON.readTree(answer)) {
            manager |= groups.contains(named.path("res_id").asLong());
        }
        exchange.setProperty("manager", manager);
    }

    /** The user whom the properties describe. */
    static OdooUser user(Exchange exchange) {
        JsonNode user = exchange.getProperty("facts", JsonNode.class);
        long partner = user.path("partner_id").path(0).asLong();
        long commercial = exchange.getProperty("commercial", 0L, Long.class);
        return new OdooUser(
                user.path("id").asLong(),
                user.path("login").asText(),
                user.path("name").asText(),
                role(user, exchange),
                partner,
                commercial == 0 ? partner : commercial);
    }

    private static OdooUser.Role role(JsonNode user, Exchange exchange) {
        if (user.path("share").asBoolean()) {
            return OdooUser.Role.CUSTOMER;
        }
        return exchange.getProperty("manager", false, Boolean.class) ? OdooUser.Role.MANAGER : OdooUser.Role.USER;
    }

    /** Ids of the users who have a session. */
    public List<Long> signedIn() {
        return sessions.users();
    }

    /** Ends the sessions of users who are gone, archived, or have another partner or kind. */
    public void compare(@Body byte[] answer, @ExchangeProperty("asked") List<Long> asked) throws IOException {
        List<String> there = new ArrayList<>();
        for (JsonNode user : JSON.readTree(answer)) {
            if (user.path("active").asBoolean()) {
                there.add(user.path("id").asLong() + "/"
                        + user.path("partner_id").path(0).asLong() + "/"
                        + user.path("share").asBoolean());
            }
        }
        sessions.endAllBut(asked, there);
    }
}
