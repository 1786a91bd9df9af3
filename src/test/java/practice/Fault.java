package practice;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import practice.http.HttpResponse;
import practice.orm.OdooException;
import practice.rpc.Call;
import practice.rpc.Pages;

/**
 * Something that goes wrong with calls: {@code Fault.cutAfterActing().on("hr.attendance", "create").nth(2)}. It happens
 * to the first matching call and once, unless {@link #nth}, {@link #times} or {@link #always} say otherwise.
 */
public final class Fault {
    /** What happens: {@code act} does the work of the call; not asking for it means that nothing was done. */
    interface Effect {
        HttpResponse apply(Fault fault, Supplier<HttpResponse> act, Function<OdooException, HttpResponse> asError);
    }

    private final String what;
    private final Effect effect;
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger matched = new AtomicInteger();
    private final AtomicInteger hits = new AtomicInteger();
    private String model;
    private String method;
    private int first = 1;
    private int times = 1;

    private Fault(String what, Effect effect) {
        this.what = what;
        this.effect = effect;
    }

    /** Answers later. */
    public static Fault delay(Duration duration) {
        return new Fault("delay", (fault, act, error) -> {
            fault.pause(duration);
            return act.get();
        });
    }

    /** Acts at once and answers later. */
    public static Fault delayAfterActing(Duration duration) {
        return new Fault("delay after acting", (fault, act, error) -> {
            HttpResponse response = act.get();
            fault.pause(duration);
            return response;
        });
    }

    /** 429 with {@code Retry-After} in seconds, as a proxy with a rate limit answers. */
    public static Fault tooManyRequests(Duration retryAfter) {
        return new Fault("429", (fault, act, error) -> HttpResponse.html(429, "<h1>429 Too Many Requests</h1>")
                .header("Retry-After", String.valueOf(retryAfter.toSeconds())));
    }

    /** A 5xx with an HTML page of nginx: 502, 503 or 504. */
    public static Fault proxyError(int status) {
        return new Fault("proxy " + status, (fault, act, error) -> Pages.proxy(status));
    }

    /** A 5xx with a JSON body. */
    public static Fault serverError(int status) {
        byte[] body = "{\"error\": \"the server is unwell\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return new Fault("server " + status, (fault, act, error) -> HttpResponse.json(status, body));
    }

    /** An error of Odoo itself, by its Python name, in the form of the protocol that was used. */
    public static Fault odooError(String pythonName, String message) {
        return new Fault(pythonName, (fault, act, error) -> error.apply(new OdooException(pythonName, message, 500)));
    }

    /** What Odoo answers when transactions still collide after its own five tries. */
    public static Fault serializationFailure() {
        return odooError(
                "psycopg2.errors.SerializationFailure", "could not serialize access due to concurrent update\n");
    }

    /** A sign-in page with status 200. */
    public static Fault htmlPage() {
        return new Fault("HTML page", (fault, act, error) -> Pages.signIn());
    }

    /** Closes the connection without having done anything. */
    public static Fault cutBeforeActing() {
        return new Fault("cut before acting", (fault, act, error) -> HttpResponse.cut());
    }

    /** Does what was asked, then closes the connection instead of answering. */
    public static Fault cutAfterActing() {
        return new Fault("cut after acting", (fault, act, error) -> {
            act.get();
            return HttpResponse.cut();
        });
    }

    /** Acts, announces the whole answer and sends half of it. */
    public static Fault truncated() {
        return answer("truncated", response -> response.sendOnly(response.body().length / 2));
    }

    /** Acts, and answers half of the body as if that were all: status 200, right length, not JSON. */
    public static Fault malformed() {
        return answer("malformed", response -> {
            byte[] half = java.util.Arrays.copyOf(response.body(), response.body().length / 2);
            boolean json = response.headers().get("Content-Type").startsWith("application/json");
            return json ? HttpResponse.json(response.status(), half) : HttpResponse.xml(half);
        });
    }

    /** Acts, and answers with so many bytes more, of blanks: valid and too big. */
    public static Fault hugeAnswer(long bytes) {
        return answer("huge answer", response -> response.padded(bytes));
    }

    /** The session is gone: code 100, {@code Odoo Session Expired}. */
    public static Fault sessionExpired() {
        return odooError("odoo.http.SessionExpiredException", "Session expired");
    }

    /** Takes the request and stays silent, until cleared. */
    public static Fault hang() {
        return new Fault("hang", (fault, act, error) -> {
            fault.pause(null);
            return HttpResponse.cut();
        });
    }

    /** Acts and stays silent, until cleared. */
    public static Fault hangAfterActing() {
        return new Fault("hang after acting", (fault, act, error) -> {
            act.get();
            fault.pause(null);
            return HttpResponse.cut();
        });
    }

    private static Fault answer(String what, UnaryOperator<HttpResponse> change) {
        return new Fault(what, (fault, act, error) -> change.apply(act.get()));
    }

    /** Only for this model (or service: {@code common}, {@code web}) and method; null for any. */
    public Fault on(String onlyModel, String onlyMethod) {
        model = onlyModel;
        method = onlyMethod;
        return this;
    }

    /** Pages of that model, whether they are read by columns or record by record. */
    public Fault onPages(String onlyModel) {
        return on(onlyModel, Calls.PAGES);
    }

    /** Not before the nth matching call, counted from 1. */
    public Fault nth(int n) {
        first = n;
        return this;
    }

    /** To so many calls. */
    public Fault times(int n) {
        times = n;
        return this;
    }

    /** To every matching call until cleared. */
    public Fault always() {
        return times(Integer.MAX_VALUE);
    }

    /** How many calls it has happened to. */
    public int hits() {
        return hits.get();
    }

    /** Ends it, and lets go of the calls that it holds. */
    public void clear() {
        times = 0;
        released.countDown();
    }

    /** True, and counted, when it happens to this call. */
    boolean strikes(Call call) {
        boolean matches = (model == null || model.equals(call.model()))
                && (method == null || method.equals(call.method()) || Calls.PAGES.equals(method) && Calls.isPage(call));
        if (!matches || matched.incrementAndGet() < first || hits.get() >= times) {
            return false;
        }
        hits.incrementAndGet();
        return true;
    }

    HttpResponse apply(Supplier<HttpResponse> act, Function<OdooException, HttpResponse> asError) {
        return effect.apply(this, act, asError);
    }

    private void pause(Duration duration) {
        try {
            if (duration == null) {
                released.await();
            } else {
                released.await(duration.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return what;
    }
}
