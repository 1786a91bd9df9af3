package hub.security;

import hub.web.Problem;
import hub.web.Problems;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Slows down guessing of passwords: after ten refusals from one address within a minute, that address gets status 429 until
 * the minute is over, whatever it sends to sign in with. Requests that bring no credentials are not held up.
 */
@Component
class SignInThrottle {
    static final int MOST = 10;
    static final Duration SPAN = Duration.ofMinutes(1);
    private static final int ADDRESSES = 10_000;

    private record Refusals(Instant since, int count) {}

    private final Clock clock;
    private final Map<String, Refusals> byAddress = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Refusals> eldest) {
            return size() > ADDRESSES;
        }
    };

    SignInThrottle() {
        this(Clock.systemUTC());
    }

    SignInThrottle(Clock clock) {
        this.clock = clock;
    }

    @EventListener
    void refused(AbstractAuthenticationFailureEvent event) {
        if (event.getAuthentication().getDetails() instanceof WebAuthenticationDetails details) {
            refused(details.getRemoteAddress());
        }
    }

    synchronized void refused(String address) {
        Refusals before = current(address);
        byAddress.put(address, new Refusals(before.since(), before.count() + 1));
    }

    /** Seconds that this address has to wait before it may try again; 0 when it need not wait. */
    synchronized long secondsToWait(String address) {
        Refusals refusals = current(address);
        return refusals.count() < MOST
                ? 0
                : Math.max(
                        1,
                        Duration.between(clock.instant(), refusals.since().plus(SPAN))
                                .toSeconds());
    }

    synchronized int size() {
        return byAddress.size();
    }

    private Refusals current(String address) {
        Refusals known = byAddress.get(address);
        Instant now = clock.instant();
        return known == null || !now.isBefore(known.since().plus(SPAN)) ? new Refusals(now, 0) : known;
    }

    /** The filter that stands before the one that checks a password. */
    Filter filter() {
        return new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                long wait = bringsCredentials(request) ? secondsToWait(request.getRemoteAddr()) : 0;
                if (wait == 0) {
                    chain.doFilter(request, response);
                } else {
                    response.setHeader("Retry-After", Long.toString(wait));
                    Problems.write(response, Problem.of(429, "Too many refused sign-ins; wait a minute."));
                }
            }
        };
    }

    private static boolean bringsCredentials(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        // A token cannot be guessed, and one that has expired is no attempt to.
        boolean bearer = header != null && header.regionMatches(true, 0, "Bearer ", 0, 7);
        return header != null && !bearer
                || request.getMethod().equals("POST") && request.getRequestURI().endsWith("/login");
    }
}
