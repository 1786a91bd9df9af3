package hub.security;

import accounts.AccountRefusal;
import accounts.OdooRegistry;
import accounts.SignUpProperties;
import accounts.sessions.SessionsProperties;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import odoo.NoConnectionException;
import odoo.OdooAccessException;
import odoo.OdooBusyException;
import odoo.OdooConstants;
import odoo.OdooException;
import odoo.OdooUnavailableException;
import odoo.OdooUnknownOutcomeException;
import odoo.OdooValidationException;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Adds portal users through Odoo's own {@code res.users.signup}, which makes them after Odoo's template and, for a stranger,
 * asks its setting for free sign-up. Passwords travel straight to the component, past all routes and their traces.
 */
@Component
@Profile("!no-database")
class OdooPortalUsers implements OdooRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(OdooPortalUsers.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NOT_OPEN = "Odoo does not let anybody sign up by themselves; ask us for an account.";
    private static final String AWAY = "Odoo cannot be asked at the moment; try again in a minute.";
    private static final String THERE =
            "There is an account with this address already; sign in, or ask for a new password.";

    private final SignUpProperties settings;
    private final SessionsProperties sessions;
    private final ProducerTemplate camel;

    OdooPortalUsers(SignUpProperties settings, SessionsProperties sessions, ProducerTemplate camel) {
        this.settings = settings;
        this.sessions = sessions;
        this.camel = camel;
    }

    @Override
    public long register(String name, String email, String password) {
        if (userId(email) != 0) {
            throw AccountRefusal.of(409, THERE);
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("login", email);
        values.put("email", email);
        values.put("name", name);
        values.put("password", password);
        if (settings.open() == SignUpProperties.Open.EVERYBODY) {
            // Odoo asks its setting only about people whom it has no partner of.
            values.put("partner_id", partner(name, email));
        }
        call("odoo:res.users/signup", Map.of("values", values), Map.of());
        long uid = userId(email);
        if (uid == 0) {
            throw AccountRefusal.of(403, NOT_OPEN);
        }
        return uid;
    }

    /** The only contact with this address, or a new one. Several are nobody's in particular. */
    private long partner(String name, String email) {
        JsonNode found = call(
                "odoo:res.partner/search_read",
                null,
                Map.of(
                        OdooConstants.DOMAIN,
                        List.of(
                                List.of("email", "=ilike", escaped(email)),
                                List.of("user_ids", "=", false),
                                List.of("active", "=", true)),
                        OdooConstants.FIELDS,
                        "name",
                        OdooConstants.ORDER,
                        "id",
                        OdooConstants.LIMIT,
                        2));
        if (found.size() == 1) {
            return found.path(0).path("id").asLong();
        }
        JsonNode made = call("odoo:res.partner/create", Map.of("name", name, "email", email), Map.of());
        return made.isArray() ? made.path(0).asLong() : made.asLong();
    }

    /** Id of the user with this login, an archived one too; 0 when there is none. */
    private long userId(String login) {
        return call(
                        "odoo:res.users/search_read",
                        null,
                        Map.of(
                                OdooConstants.DOMAIN,
                                List.of(List.of("login", "=ilike", escaped(login))),
                                OdooConstants.CONTEXT,
                                Map.of("active_test", false),
                                OdooConstants.FIELDS,
                                "login",
                                OdooConstants.ORDER,
                                "id",
                                OdooConstants.LIMIT,
                                1))
                .path(0)
                .path("id")
                .asLong();
    }

    private JsonNode call(String uri, Object body, Map<String, Object> headers) {
        Map<String, Object> all = new LinkedHashMap<>(headers);
        all.put(OdooConstants.CONNECTION, sessions.connection());
        try {
            return JSON.readTree(camel.requestBodyAndHeaders(uri, body, all, byte[].class));
        } catch (CamelExecutionException failed) {
            throw refusal(failed.getCause());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static RuntimeException refusal(Throwable cause) {
        if (cause instanceof OdooUnavailableException
                || cause instanceof OdooBusyException
                || cause instanceof OdooUnknownOutcomeException
                || cause instanceof NoConnectionException) {
            return AccountRefusal.untilLater(503, AWAY, 60);
        }
        if (cause instanceof OdooAccessException denied) {
            LOG.warn("Nobody can sign up: {}", denied.getMessage());
            return AccountRefusal.of(403, NOT_OPEN);
        }
        if (cause instanceof OdooException refused) {
            // What Odoo says may repeat the address.
            LOG.warn("Odoo did not take a sign-up ({})", refused.getKind());
            LOG.debug("Odoo's words", refused);
            String said = String.valueOf(refused.getMessage());
            boolean password = refused instanceof OdooValidationException
                    && said.toLowerCase().contains("password");
            return password
                    ? AccountRefusal.ofField(
                            "/password",
                            "not_taken",
                            "Odoo does not take this password; choose a longer or another one.")
                    : AccountRefusal.of(403, NOT_OPEN);
        }
        return cause instanceof RuntimeException other ? other : new IllegalStateException(cause);
    }

    /** The address as a pattern that matches nothing but itself. */
    private static String escaped(String email) {
        return email.replaceAll("([\\\\%_])", "\\\\$1");
    }
}
