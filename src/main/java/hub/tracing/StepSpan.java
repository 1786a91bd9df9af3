package hub.tracing;

import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Map;
import java.util.Set;
import org.apache.camel.telemetry.Span;

/** A step in a trace. It takes names of what was called, and nothing of what was said: the tags that it keeps are listed. */
final class StepSpan implements Span {
    /** {@code url.path} is the part of an endpoint before its options: a model and method, a route, a file. */
    private static final Set<String> KEPT =
            Set.of("op", "url.scheme", "url.path", "http.method", "http.status_code", "messaging.destination.name");

    private static final String KIND = "error.kind";

    private final io.opentelemetry.api.trace.Span span;
    private Scope scope;

    StepSpan(io.opentelemetry.api.trace.Span span) {
        this.span = span;
    }

    Context in(Context context) {
        return context.with(span);
    }

    void activate() {
        scope = span.makeCurrent();
    }

    void end() {
        span.end();
    }

    void close() {
        if (scope != null) {
            scope.close();
        }
    }

    @Override
    public void setTag(String name, String value) {
        if (KEPT.contains(name) && value != null && !isAddress(name, value)) {
            span.setAttribute(name, value);
        }
    }

    /** An address of a server, which may hold credentials, or SQL: neither says more than the scheme does. */
    private static boolean isAddress(String name, String value) {
        return name.equals("url.path") && (value.startsWith("//") || value.contains("@") || value.contains(" "));
    }

    @Override
    public void setComponent(String component) {
        span.setAttribute("component", component);
    }

    @Override
    public void setError(boolean failed) {
        if (failed) {
            span.setStatus(StatusCode.ERROR);
        }
    }

    /** Of an event only the kind of failure: its message may repeat data. */
    @Override
    public void log(Map<String, String> fields) {
        if (fields.get(KIND) != null) {
            span.setAttribute(KIND, fields.get(KIND));
        }
    }
}
