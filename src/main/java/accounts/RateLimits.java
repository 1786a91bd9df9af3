package accounts;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.optimization.DelayParameters;
import io.github.bucket4j.distributed.proxy.optimization.Optimization;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/**
 * How often something may be tried, counted in PostgreSQL so that several processes share the count. Keys are stored as
 * hashes only.
 *
 * <p>Accounts are counted exactly. For client addresses each process takes a tenth of the limit in advance, so that most
 * requests need no round trip for it.
 */
@Component
public class RateLimits {
    private static final int KEPT = 10_000;
    private static final int SHARE = 10;
    private static final Duration SYNCHRONISED = Duration.ofSeconds(1);
    private static final int CLEANED = 1_000;

    private final AccountsProperties.Limits limits;
    private final PostgreSQLSelectForUpdateBasedProxyManager<String> buckets;
    private final Map<String, Bucket> addresses = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > KEPT;
        }
    };

    RateLimits(AccountsProperties settings, DataSource database) {
        this.limits = settings.limits();
        this.buckets = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table("rate_limit")
                .idColumn("id")
                .stateColumn("state")
                .expiresAtColumn("expires_at")
                .expirationAfterWrite(
                        ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofMinutes(1)))
                .build();
    }

    /** Counts a request of the client that this thread works for. @throws AccountRefusal status 429 */
    public void request() {
        address("address", RequestOrigin.current().address(), limits.requestsPerAddress());
    }

    /** Counts an API key that was refused to that client. @throws AccountRefusal status 429 */
    void refusedKey(String address) {
        address("key", address, limits.refusedKeysPerAddress());
    }

    private void address(String what, String address, AccountsProperties.Limit limit) {
        if (limit.requests() == 0) {
            return;
        }
        String key = key(what, network(address));
        Bucket bucket;
        synchronized (addresses) {
            bucket = addresses.computeIfAbsent(key, id -> buckets.builder()
                    .withOptimization(inAdvance(limit.requests()))
                    .build(id, () -> configuration(limit)));
        }
        consume(bucket);
    }

    /** Counts an attempt to sign in to that account. @throws AccountRefusal status 429 */
    public void signIn(String email) {
        account("sign-in", email, limits.signInsPerAccount());
    }

    /** Counts an attempt to set up that account. @throws AccountRefusal status 429 */
    public void code(String email) {
        account("code", email, limits.codesPerAccount());
    }

    /** Counts a mail to that account. @throws AccountRefusal status 429 */
    public void mail(String email) {
        account("mail", email, limits.mailsPerAccount());
    }

    /** Removes what has filled up again. */
    void clean() {
        while (buckets.removeExpired(CLEANED) == CLEANED) {
            // The next thousand.
        }
    }

    private void account(String what, String email, AccountsProperties.Limit limit) {
        if (limit.requests() > 0) {
            consume(buckets.builder().build(key(what, email), () -> configuration(limit)));
        }
    }

    private static void consume(Bucket bucket) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1;
            throw AccountRefusal.untilLater(429, "Too many requests; wait a little.", seconds);
        }
    }

    private static BucketConfiguration configuration(AccountsProperties.Limit limit) {
        return BucketConfiguration.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(limit.requests())
                        .refillGreedy(limit.requests(), limit.period())
                        .build())
                .build();
    }

    private static Optimization inAdvance(int requests) {
        return requests < SHARE
                ? Optimizations.batching()
                : Optimizations.delaying(new DelayParameters(requests / SHARE, SYNCHRONISED));
    }

    private static String key(String what, String whose) {
        return HexFormat.of().formatHex(Secrets.sha256(what + ":" + whose), 0, 16);
    }

    /** Of an IPv6 address the first 64 bits, which is what one subscriber gets. */
    static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            byte[] bytes = java.net.InetAddress.getByName(address).getAddress();
            return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, 8));
        } catch (java.net.UnknownHostException odd) {
            return address;
        }
    }
}
