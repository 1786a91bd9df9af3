package hub.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.context.Context;
import org.apache.camel.telemetry.Span;
import org.apache.camel.telemetry.SpanContextPropagationExtractor;
import org.apache.camel.telemetry.SpanContextPropagationInjector;
import org.apache.camel.telemetry.SpanLifecycleManager;
import org.apache.camel.telemetry.Tracer;

/**
 * Makes a span of each step between endpoints that a message takes, below the span that is current on its thread: of the request
 * that it answers, or of the flow that sent it. Messages carry nothing of it: no header is read or written.
 */
final class FlowTracer extends Tracer {
    private final io.opentelemetry.api.trace.Tracer tracer;

    FlowTracer(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("odoo-hub");
    }

    @Override
    protected void initTracer() {
        setSpanLifecycleManager(new Spans());
    }

    private final class Spans implements SpanLifecycleManager {
        @Override
        public Span create(String name, Span parent, SpanContextPropagationExtractor headers) {
            SpanBuilder builder = tracer.spanBuilder(name);
            if (parent instanceof StepSpan step) {
                builder.setParent(step.in(Context.current()));
            }
            return new StepSpan(builder.startSpan());
        }

        @Override
        public void activate(Span span) {
            ((StepSpan) span).activate();
        }

        @Override
        public void deactivate(Span span) {
            ((StepSpan) span).end();
        }

        @Override
        public void close(Span span) {
            ((StepSpan) span).close();
        }

        @Override
        public void inject(Span span, SpanContextPropagationInjector headers, boolean ids) {
            // Headers go to Odoo and to clients.
        }
    }
}
