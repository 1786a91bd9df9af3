package orders;

import java.util.Map;

/** What a request is answered with when a conversation with Odoo came to nothing. */
final class Outcomes {
    private static final int SOON = 5;
    private static final int LATER = 60;

    private Outcomes() {}

    /** Throws the refusal or the failure that ended it, if one did. */
    static void check(Conversation conversation) {
        if (conversation.refusal() != null) {
            throw OrderRefusal.of(conversation.refusal());
        }
        Map<String, String> failure = conversation.failure();
        if (failure != null) {
            int status = status(failure.get("cause"));
            throw new OrderRefusal(
                    Refusal.of(status, failure.get("cause"), failure.get("detail"), failure.get("remedy")),
                    "body",
                    status == 503 ? SOON : status == 504 ? LATER : 0);
        }
    }

    private static int status(String cause) {
        return switch (cause) {
            case "busy", "unavailable" -> 503;
            case "unknown-outcome" -> 504;
            case "refused" -> 422;
            case "missing-record" -> 404;
            default -> 502;
        };
    }
}
