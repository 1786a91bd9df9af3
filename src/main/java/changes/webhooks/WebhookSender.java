package changes.webhooks;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import odoo.GuardedNames;
import odoo.HostNames;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.springframework.stereotype.Component;

/**
 * Makes calls: signed, without redirects and cookies, within a time, and only to where webhooks may lead, looked at when the
 * connection is made. Of the answer only the status counts.
 */
@Component
class WebhookSender {
    private static final Timeout CONNECT = Timeout.ofSeconds(5);
    private static final int PER_ROUTE = 4;

    /**
     * What became of a call.
     *
     * @param cause a word: {@code refused}, {@code gone}, {@code unreachable}, {@code out-of-reach}; null when it was taken
     * @param detail the cause in a sentence
     */
    record Outcome(String cause, String detail) {
        static final Outcome TAKEN = new Outcome(null, null);

        boolean isTaken() {
            return cause == null;
        }
    }

    private final CloseableHttpClient client;
    private final WebhookProperties settings;
    private final Clock clock = Clock.systemUTC();
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "webhook-deadlines");
        thread.setDaemon(true);
        return thread;
    });

    WebhookSender(WebhookProperties settings) {
        this.settings = settings;
        Timeout timeout = Timeout.of(settings.timeout());
        client = HttpClientBuilder.create()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new GuardedNames(settings.reach(), HostNames.SYSTEM))
                        .setMaxConnPerRoute(PER_ROUTE)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT)
                                .setSocketTimeout(timeout)
                                .setTimeToLive(Timeout.ofMinutes(1))
                                .build())
                        .build())
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(timeout).build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .setUserAgent("odoo-hub")
                .build();
    }

    Outcome send(String url, byte[] secret, WebhookCall call) {
        HttpPost post = new HttpPost(url);
        String body = call.body();
        String id = call.event().toString();
        long seconds = clock.instant().getEpochSecond();
        post.setHeader("webhook-id", id);
        post.setHeader("webhook-timestamp", Long.toString(seconds));
        post.setHeader("webhook-signature", WebhookSecret.signature(secret, id, seconds, body));
        post.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON.withCharset(StandardCharsets.UTF_8)));
        ScheduledFuture<?> deadline = deadlines.schedule(
                post::abort, settings.timeout().toMillis() + CONNECT.toMilliseconds(), TimeUnit.MILLISECONDS);
        try {
            return client.execute(post, answer -> {
                int status = answer.getCode();
                answer.close();
                return outcome(status);
            });
        } catch (UnknownHostException nowhere) {
            return nowhere.getClass() == UnknownHostException.class
                    ? new Outcome("unreachable", "There is no host of that name.")
                    : new Outcome("out-of-reach", "The address leads to where webhooks must not (hub.webhooks.reach).");
        } catch (IOException | RuntimeException failed) {
            // Only the kind of failure: messages may hold the address, and with it a secret.
            return new Outcome("unreachable", "No answer (" + failed.getClass().getSimpleName() + ").");
        } finally {
            deadline.cancel(false);
        }
    }

    private static Outcome outcome(int status) {
        if (status >= 200 && status < 300) {
            return Outcome.TAKEN;
        }
        return status == 410
                ? new Outcome("gone", "The answer was status 410: nobody wants this any more.")
                : new Outcome("refused", "The answer was status " + status + ".");
    }

    @PreDestroy
    void close() {
        deadlines.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }
}
