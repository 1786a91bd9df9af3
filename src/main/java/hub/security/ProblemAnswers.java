package hub.security;

import accounts.AccountRefusal;
import hub.web.Problem;
import hub.web.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** What a security chain answers when it does not let a request through. */
final class ProblemAnswers {
    private ProblemAnswers() {}

    /** A request whose API key is not good; or one too many of them, when there is such a refusal. */
    static void refusedKey(HttpServletRequest request, HttpServletResponse response, AccountRefusal tooMany)
            throws IOException {
        if (tooMany == null) {
            response.setHeader("WWW-Authenticate", "ApiKey realm=\"odoo-hub\"");
            Problems.write(response, Problem.of(401, "This API key is not good: unknown, expired or revoked."));
        } else {
            response.setHeader("Retry-After", Long.toString(tooMany.getRetryAfter()));
            Problems.write(response, Problem.of(tooMany.getStatus(), "Too many refused API keys; wait a little."));
        }
    }

    /** Status 401 that asks for HTTP Basic. */
    static final class Basic implements AuthenticationEntryPoint {
        @Override
        public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
                throws IOException {
            response.setHeader("WWW-Authenticate", "Basic realm=\"odoo-hub\", charset=\"UTF-8\"");
            Problems.write(response, Problem.of(HttpServletResponse.SC_UNAUTHORIZED));
        }
    }

    /** A fixed status, for those who are signed in and for those who are not. */
    record Fixed(int status) implements AuthenticationEntryPoint, AccessDeniedHandler {
        @Override
        public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
                throws IOException {
            Problems.write(response, Problem.of(status));
        }

        @Override
        public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException refused)
                throws IOException {
            Problems.write(response, Problem.of(status));
        }
    }
}
