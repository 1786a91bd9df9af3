package changes;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * One listener. It holds at most one piece that is on its way, and no thread: what its connection does not take now is offered
 * again, and one that takes nothing for long is cut. It comes back and goes on where it was.
 */
final class ChangeClient implements WriteListener, AsyncListener {
    private static final int PIECE = 32 * 1024;

    private final ChangeAudience audience;
    private final AsyncContext async;
    private final ServletOutputStream out;
    private final long ends;
    private long position;
    private long lastTaken = System.nanoTime();
    private byte[] piece;
    private boolean unflushed;
    private boolean open;
    private boolean gone;

    ChangeClient(
            ChangeAudience audience,
            ChangeFeed.Start start,
            AsyncContext async,
            ServletOutputStream out,
            Duration time) {
        this.audience = audience;
        this.position = start.position();
        this.piece = ChangeHint.hello(start);
        this.async = async;
        this.out = out;
        this.ends = System.nanoTime() + time.toNanos();
    }

    ChangeAudience audience() {
        return audience;
    }

    synchronized long position() {
        return position;
    }

    synchronized boolean isGone() {
        return gone;
    }

    /** Whether it would take something now. */
    synchronized boolean isReady() {
        return open && !gone && piece == null && !unflushed;
    }

    /**
     * Offers what comes after its position, in order. It takes no more than a piece.
     *
     * @param reached where it is when it has taken all of them
     */
    synchronized void offer(List<ChangeHint> hints, long reached) {
        if (!isReady()) {
            return;
        }
        ByteArrayOutputStream taken = new ByteArrayOutputStream();
        long at = reached;
        for (ChangeHint hint : hints) {
            if (taken.size() >= PIECE) {
                break;
            }
            at = hint.event().position();
            if (audience.hears(hint.event())) {
                taken.writeBytes(audience.named() ? hint.frame() : hint.nameless());
            }
        }
        boolean all =
                hints.isEmpty() || at == hints.get(hints.size() - 1).event().position();
        position = all ? Math.max(at, reached) : at;
        if (taken.size() > 0) {
            piece = taken.toByteArray();
            write();
        }
    }

    /** Cuts it when its time is over or it takes nothing; lets it hear something when it has not for long. Whether it was cut. */
    synchronized boolean tick(Duration heartbeat, Duration patience) {
        long now = System.nanoTime();
        boolean stuck = !isReady() && now - lastTaken > patience.toNanos();
        if (stuck || now > ends) {
            close();
        } else if (isReady() && now - lastTaken > heartbeat.toNanos()) {
            piece = ChangeHint.heartbeat(position);
            write();
        }
        return stuck;
    }

    synchronized void close() {
        if (!gone) {
            gone = true;
            try {
                async.complete();
            } catch (IllegalStateException endedAlready) {
                // Its connection was faster.
            }
        }
    }

    @Override
    public synchronized void onWritePossible() {
        open = true;
        write();
    }

    private void write() {
        try {
            if (!gone && piece != null && out.isReady()) {
                out.write(piece);
                piece = null;
                unflushed = true;
            }
            if (!gone && unflushed && out.isReady()) {
                out.flush();
                unflushed = false;
                lastTaken = System.nanoTime();
            }
        } catch (IOException | IllegalStateException broken) {
            close();
        }
    }

    @Override
    public void onError(Throwable broken) {
        close();
    }

    @Override
    public synchronized void onComplete(AsyncEvent event) {
        gone = true;
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        close();
    }

    @Override
    public void onError(AsyncEvent event) {
        close();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Nobody starts it again.
    }
}
