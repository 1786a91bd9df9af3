package changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A listener whose connection takes nothing holds one piece, and is cut. */
class ChangeClientTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final AsyncContext async = mock(AsyncContext.class);
    private final ServletOutputStream out = mock(ServletOutputStream.class);
    private final ChangeClient client =
            new ChangeClient(new ChangeAudience("somebody", Set.of("res.partner"), null, Map.of(), true), LONG);

    @BeforeEach
    void begun() throws Exception {
        ServletResponse response = mock(ServletResponse.class);
        when(async.getResponse()).thenReturn(response);
        when(response.getOutputStream()).thenReturn(out);
        client.begin(new ChangeFeed.Start(0, false), async);
    }

    @Test
    void aPlaceThatIsGivenBackBeforeTheAnswerBeganEndsIt() throws Exception {
        ChangeClient late = new ChangeClient(client.audience(), LONG);
        late.close();
        late.begin(new ChangeFeed.Start(0, false), async);
        verify(async).complete();
    }

    @Test
    void whatASlowListenerDoesNotTakeIsNotCollected() throws Exception {
        when(out.isReady()).thenReturn(true, true, true, false);
        client.onWritePossible();
        assertThat(client.isReady()).isTrue();
        List<ChangeHint> many = new ArrayList<>();
        for (long position = 1; position <= 5_000; position++) {
            many.add(hint(position));
        }
        client.offer(many, 5_000);
        verify(out, org.mockito.Mockito.times(2)).write(any(byte[].class));
        assertThat(client.position()).as("a piece, not all").isBetween(50L, 1_000L);
        assertThat(client.isReady()).isFalse();
        long position = client.position();
        client.offer(many.subList((int) position, 5_000), 5_000);
        assertThat(client.position()).isEqualTo(position);
        assertThat(client.tick(LONG, LONG)).isFalse();
        verify(async, never()).complete();
        assertThat(client.tick(LONG, Duration.ZERO)).isTrue();
        verify(async).complete();
        assertThat(client.isGone()).isTrue();
    }

    @Test
    void whatItDoesNotWantMovesItOn() throws Exception {
        when(out.isReady()).thenReturn(true);
        client.onWritePossible();
        ChangeEvent other = new ChangeEvent(
                7, UUID.randomUUID(), "mirror", "default", "stock.quant", 1, "updated", "a", "b", Instant.EPOCH);
        client.offer(List.of(ChangeHint.of(other)), 9);
        assertThat(client.position()).isEqualTo(9);
    }

    private static ChangeHint hint(long position) {
        return ChangeHint.of(new ChangeEvent(
                position,
                UUID.randomUUID(),
                "mirror",
                "default",
                "res.partner",
                position,
                "updated",
                "a",
                "b",
                Instant.EPOCH));
    }
}
