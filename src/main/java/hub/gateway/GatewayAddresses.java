package hub.gateway;

import gateway.policy.Policy;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Leads {@code /api/res.partner/7} and {@code /api/project/task/7} to {@code /api/records/…}, the one address that the contract has for
 * all models. Whatever else is below {@code /api} keeps its address: only a name with a dot in it, a name of the policy and its aliases
 * are taken. Runs before the security chains, which see the new address.
 */
class GatewayAddresses extends HttpFilter {
    private static final String API = "/api/";
    private static final String RECORDS = "/api/records/";

    private final Policy policy;

    GatewayAddresses(Policy policy) {
        this.policy = policy;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        Optional<String> records = path.startsWith(API) ? records(path.substring(API.length())) : Optional.empty();
        chain.doFilter(records.isPresent() ? new Moved(request, records.get()) : request, response);
    }

    private Optional<String> records(String path) {
        String[] parts = path.split("/", 3);
        if (parts.length > 1) {
            Optional<String> name = policy.find(parts[0] + "/" + parts[1]).map(model -> model.name());
            if (name.isPresent()) {
                return Optional.of(RECORDS + name.get() + (parts.length > 2 ? "/" + parts[2] : ""));
            }
        }
        boolean model = parts[0].contains(".") || policy.find(parts[0]).isPresent();
        return model ? Optional.of(RECORDS + path) : Optional.empty();
    }

    /** The same request with another address. */
    private static class Moved extends HttpServletRequestWrapper {
        private final String path;

        Moved(HttpServletRequest request, String path) {
            super(request);
            this.path = path;
        }

        @Override
        public String getRequestURI() {
            return getContextPath() + path;
        }

        @Override
        public StringBuffer getRequestURL() {
            StringBuffer url = super.getRequestURL();
            return url.replace(url.indexOf("/", url.indexOf("://") + 3), url.length(), getRequestURI());
        }

        @Override
        public String getServletPath() {
            return path;
        }

        @Override
        public String getPathInfo() {
            return null;
        }
    }
}
