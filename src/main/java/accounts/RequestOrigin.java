package accounts;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Where a request comes from. Spring Security carries it, as the details of the authentication, onto the thread that a route
 * runs on.
 *
 * @param address the client's address; behind a proxy the one that Spring's forwarded-headers setting makes of it
 * @param secure whether the client used https
 * @param cookie value of the session cookie, or null
 */
public record RequestOrigin(String address, boolean secure, String cookie) implements Serializable {
    /** Name of the cookie that keeps a browser signed in. */
    public static final String COOKIE = "HUB_CUSTOMER";

    private static final RequestOrigin UNKNOWN = new RequestOrigin("unknown", false, null);

    public static RequestOrigin of(HttpServletRequest request) {
        return new RequestOrigin(request.getRemoteAddr(), request.isSecure(), cookie(request));
    }

    /** Of the request that this thread works on. */
    public static RequestOrigin current() {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        if (who != null && who.getDetails() instanceof WebAuthenticationDetails administrator) {
            return new RequestOrigin(administrator.getRemoteAddress(), false, null);
        }
        return who != null && who.getDetails() instanceof RequestOrigin origin ? origin : UNKNOWN;
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

    @Override
    public String toString() {
        return "RequestOrigin[address=" + address + ", secure=" + secure + "]";
    }
}
