package odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OdooPagesTest {
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger fetched = new AtomicInteger();
    private final Set<Long> failOnce = ConcurrentHashMap.newKeySet();

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    private OdooPages pages(int count, int size, int parallel) {
        long[] ids = LongStream.rangeClosed(1, count).toArray();
        return new OdooPages(ids, new OdooPages.Shape(size, parallel), executor, this::read);
    }

    private byte[] read(long[] ids) {
        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        try {
            if (failOnce.remove(ids[0])) {
                throw new IllegalStateException("page of " + ids[0]);
            }
            fetched.incrementAndGet();
            return Json.text(ids).getBytes(StandardCharsets.US_ASCII);
        } finally {
            underWay.decrementAndGet();
        }
    }

    @Test
    void handsPagesOutInOrder() {
        List<String> pages = new ArrayList<>();
        for (OdooPage page : pages(5, 2, 3)) {
            assertThat(new String(page.getRecords(), StandardCharsets.US_ASCII)).isEqualTo(page.getIdsJson());
            pages.add(page.getIdsJson());
        }
        assertThat(pages).containsExactly("[1,2]", "[3,4]", "[5]");
        assertThat(pages(0, 2, 2)).isEmpty();
    }

    @Test
    void readsNoFurtherAheadThanItMay() {
        OdooPages pages = pages(1000, 1, 3);
        assertThat(fetched).hasValue(0);
        Iterator<OdooPage> iterator = pages.iterator();
        for (int handedOut = 1; handedOut <= 20; handedOut++) {
            iterator.next().getRecords();
            int expected = handedOut + 3;
            Awaitility.await().untilAtomic(fetched, org.hamcrest.Matchers.is(expected));
            assertThat(most.get()).isLessThanOrEqualTo(3);
        }
        pages.close();
        assertThat(iterator.hasNext()).isTrue();
        assertThat(pages.iterator().next().getLastId()).isEqualTo(20);
    }

    @Test
    void aFailedPageIsAskedForAgain() {
        failOnce.add(5L);
        OdooPages pages = pages(9, 2, 2);
        Iterator<OdooPage> iterator = pages.iterator();
        iterator.next().getRecords();
        OdooPage second = iterator.next();
        second.getRecords();
        second.done();
        assertThatThrownBy(iterator::next).hasMessage("page of 5");
        assertThat(iterator.hasNext()).isFalse();
        List<Long> rest = new ArrayList<>();
        pages.forEach(page -> {
            page.getRecords();
            rest.add(page.getLastId());
        });
        assertThat(rest).containsExactly(6L, 8L, 9L);
    }

    @Test
    void aPageIsDoneWhenALaterOneIsOpenedOrWhenSaid() {
        OdooPages pages = pages(8, 2, 2);
        Iterator<OdooPage> iterator = pages.iterator();
        iterator.next().getRecords();
        assertThat(iterator.hasNext()).isTrue();
        assertThat(iterator.next().getLastId()).isEqualTo(4);
        assertThat(pages.iterator().next().getLastId()).isEqualTo(2);

        iterator = pages.iterator();
        iterator.next().getRecords();
        OdooPage second = iterator.next();
        second.getRecords();
        assertThat(pages.iterator().next()).isSameAs(second);
        pages.done(second);
        assertThat(pages.iterator().next().getLastId()).isEqualTo(6);
    }

    @Test
    void pagesThatArePassedOverAreNotRead() {
        OdooPages pages = pages(1000, 1, 2);
        Iterator<OdooPage> iterator = pages.iterator();
        iterator.next().getRecords();
        List<OdooPage> rest = new ArrayList<>();
        iterator.forEachRemaining(rest::add);
        assertThat(rest).hasSize(999);
        assertThat(fetched.get()).isLessThanOrEqualTo(4);
        assertThat(pages.iterator().next().getLastId()).isEqualTo(1);
        assertThat(new String(rest.get(500).getRecords(), StandardCharsets.US_ASCII))
                .isEqualTo("[502]");
    }

    @Test
    void aFailedSplitReadsNoFurtherAndResumesAtThePageInWork() throws Exception {
        OdooPages pages = pages(1000, 1, 2);
        try (DefaultCamelContext camel = LightCamel.context()) {
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:start")
                            .split(body())
                            .streaming()
                            .stopOnException()
                            .process(exchange -> {
                                OdooPage page = exchange.getMessage().getBody(OdooPage.class);
                                page.getRecords();
                                if (page.getLastId() == 3) {
                                    throw new IllegalStateException("not stored");
                                }
                            });
                }
            });
            camel.start();
            assertThatThrownBy(() -> camel.createProducerTemplate().sendBody("direct:start", pages))
                    .hasRootCauseMessage("not stored");
        }
        assertThat(fetched.get()).isLessThanOrEqualTo(6);
        assertThat(pages.iterator().next().getLastId()).isEqualTo(3);
    }

    @Test
    void aRedeliveredSplitCarriesOnWhereItStopped() throws Exception {
        failOnce.add(7L);
        AtomicInteger storeFailures = new AtomicInteger(1);
        List<Long> stored = new ArrayList<>();
        try (DefaultCamelContext camel = LightCamel.context()) {
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    errorHandler(defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(0));
                    from("direct:start")
                            .split(body())
                            .streaming()
                            .stopOnException()
                            .to("direct:store")
                            .end();
                    from("direct:store").errorHandler(noErrorHandler()).process(exchange -> {
                        OdooPage page = exchange.getMessage().getBody(OdooPage.class);
                        page.getRecords();
                        if (page.getLastId() == 4 && storeFailures.getAndDecrement() > 0) {
                            throw new IllegalStateException("not stored");
                        }
                        stored.add(page.getLastId());
                    });
                }
            });
            camel.start();
            camel.createProducerTemplate().sendBody("direct:start", pages(10, 2, 2));
        }
        assertThat(stored).containsExactly(2L, 4L, 6L, 6L, 8L, 10L);
    }

    @Test
    void aMillionIdsCostAFewPages() {
        OdooPages pages = pages(1_000_000, 1000, 2);
        long sum = 0;
        for (OdooPage page : pages) {
            sum += page.getRecords().length > 0 ? page.getSize() : 0;
        }
        assertThat(sum).isEqualTo(1_000_000);
        assertThat(most.get()).isLessThanOrEqualTo(2);
    }
}
