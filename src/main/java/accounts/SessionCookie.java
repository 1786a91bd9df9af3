package accounts;

import java.time.Duration;
import org.apache.camel.Exchange;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** Cookies that keep a browser signed in: no script reads them, and other sites' forms do not bring them. */
public final class SessionCookie {
    private SessionCookie() {}

    /**
     * Sets a cookie with the answer of this exchange.
     *
     * @param age zero removes it; negative keeps it for as long as the browser runs
     * @param secure whether the client used https
     */
    public static void set(Exchange exchange, String name, String value, Duration age, boolean secure) {
        String cookie = ResponseCookie.from(name, value)
                .path("/")
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax")
                .maxAge(age)
                .build()
                .toString();
        exchange.getMessage().setHeader(HttpHeaders.SET_COOKIE, cookie);
    }
}
