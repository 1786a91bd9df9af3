package accounts;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Recognises a program by the header {@code X-API-Key}. A key that is not good ends the request, whatever else it brings; so
 * many of them from one address within a minute, and the answer is status 429. A good key is never held up.
 */
public class ApiKeyFilter extends OncePerRequestFilter {
    /** The header that brings a key. */
    public static final String HEADER = "X-API-Key";

    /** Answers a request whose key is not good. */
    @FunctionalInterface
    public interface Refused {
        /** @param tooMany status 429, or null when the key alone is the matter */
        void answer(HttpServletRequest request, HttpServletResponse response, AccountRefusal tooMany)
                throws IOException;
    }

    private final ApiKeys keys;
    private final RateLimits limits;
    private final Refused refused;
    private final RequestAttributeSecurityContextRepository contexts = new RequestAttributeSecurityContextRepository();

    private ApiKeyFilter(ApiKeys keys, RateLimits limits, Refused refused) {
        this.keys = keys;
        this.limits = limits;
        this.refused = refused;
    }

    /** Makes filters for security chains. */
    @Component
    public static class Factory {
        private final ApiKeys keys;
        private final RateLimits limits;

        Factory(ApiKeys keys, RateLimits limits) {
            this.keys = keys;
            this.limits = limits;
        }

        public ApiKeyFilter create(Refused refused) {
            return new ApiKeyFilter(keys, limits, refused);
        }
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(HEADER) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<ApiKeyAuthentication> program =
                keys.find(request.getHeader(HEADER).strip(), RequestOrigin.of(request));
        if (program.isEmpty()) {
            refused.answer(request, response, tooMany(request));
            return;
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(program.get());
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        chain.doFilter(request, response);
    }

    private AccountRefusal tooMany(HttpServletRequest request) {
        try {
            limits.refusedKey(request.getRemoteAddr());
            return null;
        } catch (AccountRefusal wait) {
            return wait;
        }
    }
}
