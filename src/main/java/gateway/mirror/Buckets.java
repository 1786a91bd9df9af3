package gateway.mirror;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How often each of many may do something, counted in this process. */
final class Buckets {
    private static final int KEPT = 10_000;

    private final int requests;
    private final Duration period;
    private final Cache<String, Bucket> buckets;

    /** @param requests how many in a period; 0 is without limit */
    Buckets(int requests, Duration period) {
        this.requests = requests;
        this.period = period;
        this.buckets = Caffeine.newBuilder()
                .expireAfterAccess(period)
                .maximumSize(KEPT)
                .build();
    }

    /** @return 0, or after how many seconds it may be tried again */
    long take(String key) {
        return take(key, 1);
    }

    /** @param times how often it is done; where that is more than fits a period, a whole period is taken */
    long take(String key, int times) {
        if (requests == 0) {
            return 0;
        }
        Bucket bucket = buckets.get(key, whose -> Bucket.builder()
                .addLimit(limit -> limit.capacity(requests).refillGreedy(requests, period))
                .build());
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(Math.min(times, requests));
        return probe.isConsumed() ? 0 : TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1;
    }
}
