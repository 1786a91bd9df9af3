package changes.webhooks;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The threads that call webhooks, one webhook each at a time. */
@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {
    @Bean(name = "webhookThreads", destroyMethod = "shutdownNow")
    ExecutorService threads(WebhookProperties settings) {
        AtomicInteger count = new AtomicInteger();
        return Executors.newFixedThreadPool(settings.parallel(), work -> {
            Thread thread = new Thread(work, "webhooks-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }
}
