package hub.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.springframework.http.HttpStatus;

/**
 * The body of every error answer, {@code application/problem+json} (RFC 9457) with the three members that older clients
 * read: {@code success} (always false), {@code message} (same as {@code detail}) and {@code errors}.
 *
 * <p>Its texts never repeat what the request held, and never name classes or hold secrets.
 *
 * @param type always {@code about:blank}: the status says it all
 * @param title the status in words
 * @param status HTTP status
 * @param detail one sentence for the person who sent the request
 * @param success always false
 * @param message same as {@code detail}
 * @param errors what is wrong with which part of the request; empty when nothing more is known
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({"type", "title", "status", "detail", "success", "message", "errors"})
public record Problem(
        String type, String title, int status, String detail, boolean success, String message, List<Fault> errors) {

    /** Media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /**
     * One fault of a request.
     *
     * @param field JSON pointer into the body, name of a parameter, or {@code body}
     * @param code short, stable name of the rule that is broken, as in {@code required}
     * @param message the rule in words
     */
    public record Fault(String field, String code, String message) {}

    /**
     * A problem with the usual sentence for its status.
     *
     * @param status HTTP status, 400 to 599
     */
    public static Problem of(int status) {
        return of(status, usualSentence(status), List.of());
    }

    /**
     * A problem with a sentence of its own.
     *
     * @param status HTTP status, 400 to 599
     * @param detail one sentence that repeats nothing of the request
     */
    public static Problem of(int status, String detail) {
        return of(status, detail, List.of());
    }

    /** A problem with a sentence of its own and the single faults behind it. */
    public static Problem of(int status, String detail, List<Fault> errors) {
        HttpStatus known = HttpStatus.resolve(status);
        String title = known == null ? "Error" : known.getReasonPhrase();
        return new Problem("about:blank", title, status, detail, false, detail, List.copyOf(errors));
    }

    /** A problem with a sentence of its own, about one field; or about none, when that is null. */
    static Problem of(int status, String detail, String field, String code) {
        return of(status, detail, field == null ? List.of() : List.of(new Fault(field, code, detail)));
    }

    private static String usualSentence(int status) {
        return switch (status) {
            case 400 -> "The request is not valid.";
            case 401 -> "Sign in first: these credentials are missing or not right.";
            case 403 -> "You may not do this.";
            case 404 -> "There is nothing at this address.";
            case 405 -> "This address does not know this method.";
            case 406 -> "This address cannot answer in the media type that is asked for.";
            case 409 -> "This is not possible at the moment.";
            case 413 -> "The request body is too large.";
            case 415 -> "This address does not take this content type.";
            case 429 -> "Too many requests; wait a little.";
            case 503 -> "The service is not available at the moment; try again.";
            default -> status >= 500 ? "Something went wrong on our side; it has been logged." : "The request failed.";
        };
    }
}
