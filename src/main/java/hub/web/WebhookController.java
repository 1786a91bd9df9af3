package hub.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import realtime.Webhooks;

/**
 * The operation of {@code openapi/webhooks.yaml}. Not a route: a user of Odoo waits for the answer, so it comes from memory, and the
 * secret in the address is to be in no header, trace or log of Camel's.
 */
@RestController
@ConditionalOnWebApplication
class WebhookController {
    private static final int MOST_REFUSED = 20;
    private static final Duration SPAN = Duration.ofMinutes(1);
    private static final int ADDRESSES = 10_000;
    private static final Map<String, Object> NOTED = Map.of("success", true, "message", "Noted.");

    private final Webhooks webhooks;
    private final Cache<String, AtomicInteger> refused =
            Caffeine.newBuilder().maximumSize(ADDRESSES).expireAfterWrite(SPAN).build();

    WebhookController(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    @PostMapping("/webhooks/odoo/{connection}/{secret}")
    ResponseEntity<?> receive(
            @PathVariable String connection,
            @PathVariable String secret,
            @RequestParam(required = false) String changes,
            HttpServletRequest request)
            throws IOException {
        if (!webhooks.isFrom(connection, secret)) {
            return refuse(request.getRemoteAddr());
        }
        byte[] body = request.getInputStream().readAllBytes();
        if (webhooks.receive(connection, changes, body) == Webhooks.Outcome.UNREADABLE) {
            return problem(Problem.of(400, "Send JSON with the model and the id of a record, as Odoo does."));
        }
        // Nobody learns which models are of interest.
        return ResponseEntity.accepted().body(NOTED);
    }

    private ResponseEntity<?> refuse(String address) {
        int times = refused.get(address, none -> new AtomicInteger()).incrementAndGet();
        return problem(Problem.of(times > MOST_REFUSED ? 429 : 404));
    }

    private static ResponseEntity<?> problem(Problem problem) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(problem.status()).contentType(MediaType.parseMediaType(Problem.MEDIA_TYPE));
        if (problem.status() == 429) {
            answer.header("Retry-After", Long.toString(SPAN.toSeconds()));
        }
        return answer.body(problem);
    }
}
