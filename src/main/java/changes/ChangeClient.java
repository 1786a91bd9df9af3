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
public final class ChangeClient implements WriteListener, AsyncListener {
    private static final int PIECE = 32 * 1024;

    private final ChangeAudience audience;
    private final long ends;
    private AsyncContext async;
    private ServletOutputStream out;
    private long position;
    private long lastTaken = System.nanoTime();
    private byte[] piece;
    private boolean unflushed;
    private boolean open;
    private boolean gone;

    ChangeClient(ChangeAudience audience, Duration time) {
        this.audience = audience;
        this.ends = System.nanoTime() + time.toNanos();
    }

    /** From now on it hears what changes; its answer has begun. */
    public void begin(ChangeFeed.Start start, AsyncContext begun) throws IOException {
        synchronized (this) {
            position = start.position();
            piece = ChangeHint.hello(start);
            async = begun;
            out = begun.getResponse().getOutputStream();
            if (gone) {
                begun.complete();
                return;
            }
        }
        begun.setTimeout(0);
        begun.addListener(this);
        out.setWriteListener(this);
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

    /** Ends its answer, if that has begun, and gives back its place. */
    public synchronized void close() {
        if (gone) {
            return;
        }
        gone = true;
        if (async != null) {
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
