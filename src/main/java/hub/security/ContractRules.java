package hub.security;

import accounts.ApiKeyAuthentication;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.server.PathContainer;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Lets administrators do everything, users what their role and programs what their API key is good for, as the contracts say
 * it: {@code x-roles} of the operation or else of its contract, {@code x-scope} of the operation. Where nothing is said, and
 * at an address that no contract knows, only administrators and keys of the scope {@code admin} come in.
 */
@Component
@ConditionalOnWebApplication
class ContractRules implements AuthorizationManager<RequestAuthorizationContext> {
    private static final String ADMIN = "admin";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "options", "head");
    private static final Set<String> ADMINISTRATORS =
            Set.of("ROLE_" + Administrator.ROLE, ApiKeyAuthentication.AUTHORITY + ADMIN);

    /** @param enough authorities of which one is needed */
    private record Rule(String method, PathPattern path, Set<String> enough) {}

    private final List<Rule> rules = new ArrayList<>();

    ContractRules() throws IOException {
        for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath*:openapi/*.yaml")) {
            try (InputStream in = file.getInputStream()) {
                Map<?, ?> contract = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
                read(contract);
            }
        }
        rules.sort((one, other) -> PathPattern.SPECIFICITY_COMPARATOR.compare(one.path(), other.path()));
    }

    private void read(Map<?, ?> contract) {
        Map<?, ?> server = (Map<?, ?>) ((List<?>) contract.get("servers")).get(0);
        String base = String.valueOf(server.get("url")).replaceAll("/$", "");
        ((Map<?, ?>) contract.get("paths")).forEach((path, item) -> ((Map<?, ?>) item).forEach((method, operation) -> {
            if (METHODS.contains(String.valueOf(method)) && operation instanceof Map<?, ?> described) {
                Object roles = described.get("x-roles") == null ? contract.get("x-roles") : described.get("x-roles");
                rules.add(new Rule(
                        String.valueOf(method).toUpperCase(Locale.ROOT),
                        PathPatternParser.defaultInstance.parse((base + path).replaceAll("(?<=.)/$", "")),
                        enough(roles, described.get("x-scope"))));
            }
        }));
    }

    private static Set<String> enough(Object roles, Object scope) {
        Set<String> enough = new TreeSet<>(ADMINISTRATORS);
        if (roles instanceof List<?> list) {
            list.forEach(role -> enough.add("ROLE_" + role.toString().toUpperCase(Locale.ROOT)));
        }
        if (scope != null) {
            enough.add(ApiKeyAuthentication.AUTHORITY + scope);
        }
        return enough;
    }

    @Override
    public AuthorizationDecision check(Supplier<Authentication> authentication, RequestAuthorizationContext context) {
        Authentication who = authentication.get();
        if (who == null || !who.isAuthenticated()) {
            return new AuthorizationDecision(false);
        }
        Set<String> enough = enough(context.getRequest());
        return new AuthorizationDecision(who.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .anyMatch(enough::contains));
    }

    private Set<String> enough(HttpServletRequest request) {
        PathContainer path = PathContainer.parsePath(request.getRequestURI()
                .substring(request.getContextPath().length())
                .replaceAll("(?<=.)/$", ""));
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        return rules.stream()
                .filter(rule -> rule.method().equals(method) && rule.path().matches(path))
                .findFirst()
                .map(Rule::enough)
                .orElse(ADMINISTRATORS);
    }
}
