package accounts.sessions;

import accounts.RequestOrigin;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
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
 * Recognises a user of Odoo by {@code Authorization: Bearer ohs_…} or, without that header, by the cookie {@link #COOKIE}. A
 * session that is not good leaves the request as it is; the chain's rules decide what that means.
 */
public class OdooSessionFilter extends OncePerRequestFilter {
    /** Name of the cookie that holds the session id in a browser. */
    public static final String COOKIE = "HUB_SESSION";

    private static final String BEARER = "Bearer ";

    private final OdooSessions sessions;
    private final RequestAttributeSecurityContextRepository contexts = new RequestAttributeSecurityContextRepository();

    public OdooSessionFilter(OdooSessions sessions) {
        this.sessions = sessions;
    }

    /** Whether the request brings a session id that no browser adds by itself. */
    public static boolean bringsBearer(HttpServletRequest request) {
        return bearer(request) != null;
    }

    /** Whether the request brings the session's cookie. */
    public static boolean bringsCookie(HttpServletRequest request) {
        return cookie(request) != null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = request.getHeader(HttpHeaders.AUTHORIZATION) == null ? cookie(request) : bearer(request);
        Optional<OdooSessionAuthentication> user = sessions.find(id, RequestOrigin.of(request));
        if (user.isPresent()) {
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(user.get());
            SecurityContextHolder.setContext(context);
            contexts.saveContext(context, request, response);
        }
        chain.doFilter(request, response);
    }

    private static String bearer(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        boolean bearer = header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length());
        String token = bearer ? header.substring(BEARER.length()).strip() : "";
        return token.startsWith(OdooSessions.PREFIX) ? token : null;
    }

    private static String cookie(HttpServletRequest request) {
        if (request.getCookies() != null) {
            for (Cookie cookie : request.getCookies()) {
                if (COOKIE.equals(cookie.getName())) {
                    return cookie.getValue();
                }
            }
        }
        return null;
    }
}
