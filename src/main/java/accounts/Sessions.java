package accounts;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Begins and ends what a customer is signed in with: a token in the answer, or a cookie for a browser. */
@Component
class Sessions {
    private final Tokens tokens;
    private final AccountsProperties settings;

    Sessions(Tokens tokens, AccountsProperties settings) {
        this.tokens = tokens;
        this.settings = settings;
    }

    /**
     * Issues a token as the request wishes: {@code cookie} true sets it as a cookie that no script can read and leaves it out
     * of the answer, {@code remember} true makes it last longer. The cookie's former token ends.
     *
     * @return the answer's {@code data}
     */
    Map<String, Object> begin(Customer customer, Map<String, Object> request, Exchange exchange) {
        boolean asCookie = Answers.flag(request, "cookie");
        boolean remember = Answers.flag(request, "remember");
        Duration lifetime = remember ? settings.rememberLifetime() : settings.tokenLifetime();
        RequestOrigin origin = RequestOrigin.current();
        Tokens.Issued token = tokens.issue(customer.id(), asCookie ? Tokens.Kind.COOKIE : Tokens.Kind.BEARER, lifetime);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("customer", customer.json());
        if (asCookie) {
            tokens.find(origin.cookie(), Tokens.Kind.COOKIE, origin).ifPresent(old -> tokens.revoke(old.getToken()));
            SessionCookie.set(
                    exchange,
                    RequestOrigin.COOKIE,
                    token.text(),
                    remember ? lifetime : Duration.ofSeconds(-1),
                    origin.secure());
        } else {
            data.put("access_token", token.text());
            data.put("token_type", "Bearer");
        }
        data.put("expires_at", token.expires().truncatedTo(ChronoUnit.SECONDS).toString());
        exchange.getMessage().setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return data;
    }

    /** Removes the cookie from the browser, where the request came with one. */
    void end(Exchange exchange) {
        RequestOrigin origin = RequestOrigin.current();
        if (origin.cookie() != null) {
            SessionCookie.set(exchange, RequestOrigin.COOKIE, "", Duration.ZERO, origin.secure());
        }
    }
}
