package orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A conversation with Odoo: each answer decides what is asked next. It calls nothing itself; the route {@code
 * manufacturing-conversation} does, for as long as there is a next call, and hands answers and failures back. Not for several threads
 * at once.
 */
public abstract class Conversation {
    static final ObjectMapper JSON = new ObjectMapper();
    static final String UNKNOWN = "unknown-outcome";

    private final String connection;
    private MethodCall call;
    private Consumer<JsonNode> then;
    private Consumer<Map<String, String>> otherwise;
    private Map<String, String> failure;
    private Refusal refusal;
    private Runnable fence = () -> {};
    private int major;

    /** @param connection name of the Odoo connection that the calls go over */
    Conversation(String connection) {
        this.connection = connection;
    }

    public String getConnection() {
        return connection;
    }

    /** Whether there is a call to make. */
    public boolean isGoing() {
        return call != null;
    }

    MethodCall call() {
        fence.run();
        return call;
    }

    /** What runs before each call, and stops the conversation by throwing. */
    void fence(Runnable check) {
        fence = check;
    }

    /** The failure that ended the conversation: cause, detail and remedy; null for none. */
    Map<String, String> failure() {
        return failure;
    }

    /** What cannot be done, and why; null for nothing. */
    Refusal refusal() {
        return refusal;
    }

    /** Major version of the Odoo, known from the first answer on. */
    int major() {
        return major;
    }

    final void answered(byte[] answer, String version) {
        if (version != null && version.matches("\\d+(\\..*)?")) {
            major = Integer.parseInt(version.replaceFirst("\\..*", ""));
        }
        Consumer<JsonNode> next = then;
        call = null;
        next.accept(tree(answer));
    }

    /** @param what cause, detail and remedy */
    final void failed(Map<String, String> what) {
        Consumer<Map<String, String>> next = otherwise;
        call = null;
        next.accept(what);
    }

    /** Asks; a failure ends the conversation. */
    final void ask(MethodCall call, Consumer<JsonNode> answer) {
        ask(call, answer, this::fail);
    }

    final void ask(MethodCall call, Consumer<JsonNode> answer, Consumer<Map<String, String>> failed) {
        this.call = call;
        then = answer;
        otherwise = failed;
    }

    final void fail(Map<String, String> what) {
        failure = what;
    }

    final void refuse(Refusal what) {
        refusal = what;
    }

    private static JsonNode tree(byte[] json) {
        try {
            return json == null || json.length == 0 ? JSON.nullNode() : JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException("Odoo's answer is not JSON", e);
        }
    }
}
