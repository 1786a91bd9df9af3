package hub.web;

import accounts.AccountRefusal;
import accounts.users.SigningKeys;
import accounts.users.UserTokens;
import accounts.users.UserTokens.Granted;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * The operations of {@code openapi/tokens.yaml}, in the manner of OAuth 2 (RFC 6749, RFC 7009). Not routes: Camel makes
 * headers of what a form holds, passwords among it.
 */
@RestController
class TokenController {
    private static final Logger LOG = LoggerFactory.getLogger(TokenController.class);
    private static final Duration KEYS_KEPT = Duration.ofMinutes(5);

    /** A request that OAuth 2 has a word for. */
    private static final class Refused extends RuntimeException {
        private final String error;

        Refused(String error, String sentence) {
            super(sentence, null, false, false);
            this.error = error;
        }
    }

    private final UserTokens tokens;
    private final SigningKeys keys;

    TokenController(UserTokens tokens, SigningKeys keys) {
        this.tokens = tokens;
        this.keys = keys;
    }

    @PostMapping(path = "/api/v1/auth/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<Map<String, Object>> token(
            @RequestBody MultiValueMap<String, String> form, HttpServletRequest request) {
        onlyInTheBody(request);
        String kind = form.containsKey("grant_type") ? one(form, "grant_type") : "password";
        Granted granted =
                switch (kind) {
                    case "password" -> tokens.forPassword(one(form, "username"), one(form, "password"));
                    case "refresh_token" -> tokens.forRefreshToken(one(form, "refresh_token"));
                    default ->
                        throw new Refused(
                                "unsupported_grant_type", "The grant type has to be password or refresh_token.");
                };
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("access_token", granted.accessToken());
        answer.put("token_type", "bearer");
        answer.put("expires_in", granted.expiresIn());
        answer.put("refresh_token", granted.refreshToken());
        return kept(ResponseEntity.ok()).body(answer);
    }

    @PostMapping(path = "/api/v1/auth/revoke", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<Map<String, Object>> revoke(
            @RequestBody MultiValueMap<String, String> form, HttpServletRequest request) {
        onlyInTheBody(request);
        tokens.revoke(one(form, "token"));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("success", true);
        answer.put("message", "The token is not good any more.");
        return kept(ResponseEntity.ok()).body(answer);
    }

    @GetMapping("/.well-known/jwks.json")
    ResponseEntity<Map<String, Object>> keys() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(KEYS_KEPT).cachePublic())
                .body(keys.published());
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> refused(Refused refused) {
        return answer(400, refused.error, refused.getMessage(), 0);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> unreadable(HttpMessageNotReadableException noForm) {
        return answer(400, "invalid_request", "Send a form in the body.", 0);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> refused(AccountRefusal refusal) {
        boolean later = refusal.getStatus() == 429 || refusal.getStatus() == 503;
        return answer(
                later ? refusal.getStatus() : 400,
                later ? "temporarily_unavailable" : "invalid_grant",
                refusal.getMessage(),
                refusal.getRetryAfter());
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> failed(RuntimeException failure) {
        LOG.error("A token was not given", failure);
        return answer(500, "server_error", Problem.of(500).detail(), 0);
    }

    private static ResponseEntity<Map<String, Object>> answer(int status, String error, String sentence, long later) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("error", error);
        answer.put("error_description", sentence);
        answer.put("success", false);
        answer.put("message", sentence);
        answer.put("errors", List.of(sentence));
        ResponseEntity.BodyBuilder builder =
                kept(ResponseEntity.status(status)).contentType(MediaType.APPLICATION_JSON);
        if (later > 0) {
            builder.header("Retry-After", Long.toString(later));
        }
        return builder.body(answer);
    }

    private static ResponseEntity.BodyBuilder kept(ResponseEntity.BodyBuilder answer) {
        return answer.cacheControl(CacheControl.noStore()).header("Pragma", "no-cache");
    }

    /** An address is written to logs on its way; a password or token must not be in it. */
    private static void onlyInTheBody(HttpServletRequest request) {
        if (request.getQueryString() != null) {
            throw new Refused("invalid_request", "Send everything in the body, nothing in the address.");
        }
    }

    private static String one(MultiValueMap<String, String> form, String member) {
        List<String> values = form.getOrDefault(member, List.of());
        if (values.size() != 1 || values.get(0) == null || values.get(0).isEmpty()) {
            throw new Refused("invalid_request", "The form needs " + member + ", once.");
        }
        return values.get(0);
    }
}
