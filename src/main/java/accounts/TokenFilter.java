package accounts;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Recognises the customer by {@code Authorization: Bearer id|secret} or, without that header, by the session cookie. A token
 * that is not good leaves the request without a customer; the chain's rules decide what that means.
 */
public class TokenFilter extends OncePerRequestFilter {
    private static final String BEARER = "Bearer ";

    private final Tokens tokens;
    private final RequestAttributeSecurityContextRepository contexts = new RequestAttributeSecurityContextRepository();

    public TokenFilter(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Whether the request brings a token that no browser adds by itself. */
    public static boolean bringsBearer(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length());
    }

    /** Whether the request brings the session cookie. */
    public static boolean bringsCookie(HttpServletRequest request) {
        return RequestOrigin.of(request).cookie() != null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        RequestOrigin origin = RequestOrigin.of(request);
        Optional<CustomerAuthentication> customer = bringsBearer(request)
                ? tokens.find(
                        request.getHeader(HttpHeaders.AUTHORIZATION)
                                .substring(BEARER.length())
                                .strip(),
                        Tokens.Kind.BEARER,
                        origin)
                : tokens.find(origin.cookie(), Tokens.Kind.COOKIE, origin);
        if (customer.isPresent()) {
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(customer.get());
            SecurityContextHolder.setContext(context);
            contexts.saveContext(context, request, response);
        }
        chain.doFilter(request, response);
    }
}
