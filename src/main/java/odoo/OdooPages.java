package odoo;

import java.io.Closeable;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * The pages of a paged read, in the order of the ids, read ahead while the ones before are worked on.
 *
 * <p>At most {@code parallel} requests are under way, and at most {@code parallel} pages wait beside the one handed
 * out, whatever the number of ids. Nothing is asked for before {@link #iterator()} is called.
 *
 * <p>A page counts as done when the records of a later page are asked for, or earlier by {@link #done(OdooPage)}. Taking
 * the next page does not settle it, nor does {@code hasNext()}: Camel's splitter asks for that before it works on a page,
 * and after a failure it walks through all the pages that are left. Those are handed out without being read.
 *
 * <p>A later {@code iterator()} begins with the first page that is not done. So a streaming split that fails and is
 * redelivered carries on where it stopped: a page that nobody called done comes once more, and none is skipped. A page that cannot be
 * read makes {@code next()} throw its {@link OdooException} and ends that iterator; the next iterator asks for the page
 * again.
 *
 * <p>For one thread at a time.
 */
public final class OdooPages implements Iterable<OdooPage>, Closeable {
    private final long[] ids;
    private final Shape shape;
    private final ExecutorService executor;
    private final Function<long[], byte[]> read;
    private final Deque<Ahead> ahead = new ArrayDeque<>();
    private int firstNotDone;
    private int opened = -1;
    private OdooPage inWork;

    /**
     * How pages are cut and read.
     *
     * @param size ids a page, at least 1
     * @param parallel requests under way, at least 1
     */
    record Shape(int size, int parallel) {
        Shape {
            if (size < 1 || parallel < 1) {
                throw new IllegalArgumentException("pageSize and parallel must be at least 1");
            }
        }
    }

    private record Ahead(int index, Future<byte[]> records) {}

    OdooPages(long[] ids, Shape shape, ExecutorService executor, Function<long[], byte[]> read) {
        this.ids = ids;
        this.shape = shape;
        this.executor = executor;
        this.read = read;
    }

    /** How many ids all pages together ask for. */
    public int getTotal() {
        return ids.length;
    }

    /** How many pages there are. */
    public int getCount() {
        return (int) (((long) ids.length + shape.size() - 1) / shape.size());
    }

    /** Begins with the first page that is not done. Use one iterator at a time. */
    @Override
    public Iterator<OdooPage> iterator() {
        return new Pages(firstNotDone);
    }

    /** The page is stored: no later {@code iterator()} brings it again. */
    public void done(OdooPage page) {
        if (page.owner() == this) {
            firstNotDone = Math.max(firstNotDone, page.index() + 1);
        }
    }

    /** Stops reading ahead and lets go of what was read. A later {@code iterator()} reads on all the same. */
    @Override
    public void close() {
        ahead.forEach(page -> page.records().cancel(false));
        ahead.clear();
        inWork = null;
    }

    void opened(int index) {
        opened = index;
        firstNotDone = Math.max(firstNotDone, index);
    }

    /** Reads a page at once, ahead of nothing. */
    byte[] read(int index) {
        return read.apply(ids(index));
    }

    private long[] ids(int index) {
        long from = (long) index * shape.size();
        return Arrays.copyOfRange(ids, (int) from, (int) Math.min(from + shape.size(), ids.length));
    }

    private OdooPage take(int index) {
        if (inWork != null && inWork.index() == index) {
            return inWork;
        }
        inWork = null;
        while (!ahead.isEmpty() && ahead.peekFirst().index() != index) {
            ahead.pollFirst().records().cancel(false);
        }
        readAhead(index);
        inWork = new OdooPage(ids(index), await(ahead.pollFirst().records()), this, index);
        readAhead(index + 1);
        return inWork;
    }

    private static byte[] await(Future<byte[]> records) {
        try {
            return records.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            records.cancel(false);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a page", e);
        }
    }

    private void readAhead(int from) {
        int next = ahead.isEmpty() ? from : ahead.peekLast().index() + 1;
        while (ahead.size() < shape.parallel() && next < getCount()) {
            int index = next++;
            ahead.addLast(new Ahead(index, executor.submit(() -> read(index))));
        }
    }

    private final class Pages implements Iterator<OdooPage> {
        private final int start;
        private int index;
        private boolean failed;

        Pages(int start) {
            this.start = start;
            this.index = start;
        }

        @Override
        public boolean hasNext() {
            return !failed && index < getCount();
        }

        @Override
        public OdooPage next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            boolean passedOver = index > start && opened < index - 1;
            if (passedOver) {
                return new OdooPage(ids(index), null, OdooPages.this, index++);
            }
            try {
                return take(index++);
            } catch (RuntimeException e) {
                failed = true;
                throw e;
            }
        }
    }
}
