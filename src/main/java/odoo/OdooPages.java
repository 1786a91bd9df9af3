package odoo;

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
 * <p>A page counts as done when the following {@code next()} is called, or earlier by {@link #done(OdooPage)};
 * {@code hasNext()} does not settle it, because Camel's splitter asks it before it works on a page. A later
 * {@code iterator()} begins with the first page that is not done. So a streaming split whose step fails and is
 * redelivered carries on where it stopped: the page in work comes once more, and none is skipped. When {@code next()}
 * fails, calling {@code iterator()} again asks for the failed page again.
 *
 * <p>For one thread at a time.
 */
public final class OdooPages implements Iterable<OdooPage>, AutoCloseable {
    private final long[] ids;
    private final Shape shape;
    private final ExecutorService executor;
    private final Function<long[], byte[]> read;
    private final Deque<Ahead> ahead = new ArrayDeque<>();
    private int done;
    private OdooPage current;
    private int currentIndex = -1;

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

    private record Ahead(int index, Future<OdooPage> page) {}

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
        if (current != null && currentIndex < done) {
            current = null;
        }
        return new Pages(done);
    }

    /** The page is stored: no later {@code iterator()} brings it again. */
    public void done(OdooPage page) {
        if (page == current) {
            done = Math.max(done, currentIndex + 1);
        }
    }

    /** Stops reading ahead and lets go of what was read. A later {@code iterator()} reads on all the same. */
    @Override
    public void close() {
        ahead.forEach(page -> page.page().cancel(false));
        ahead.clear();
        current = null;
        currentIndex = -1;
    }

    private OdooPage fetch(int index) {
        long from = (long) index * shape.size();
        long[] some = Arrays.copyOfRange(ids, (int) from, (int) Math.min(from + shape.size(), ids.length));
        return new OdooPage(some, read.apply(some));
    }

    private OdooPage take(int index) {
        while (!ahead.isEmpty() && ahead.peekFirst().index() != index) {
            ahead.pollFirst().page().cancel(false);
        }
        readAhead(index);
        Ahead first = ahead.pollFirst();
        try {
            OdooPage page = first.page().get();
            readAhead(index + 1);
            return page;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            first.page().cancel(false);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a page", e);
        }
    }

    private void readAhead(int from) {
        int next = ahead.isEmpty() ? from : ahead.peekLast().index() + 1;
        while (ahead.size() < shape.parallel() && next < getCount()) {
            int index = next++;
            ahead.addLast(new Ahead(index, executor.submit(() -> fetch(index))));
        }
    }

    private final class Pages implements Iterator<OdooPage> {
        private int index;

        Pages(int index) {
            this.index = index;
        }

        @Override
        public boolean hasNext() {
            return index < getCount();
        }

        @Override
        public OdooPage next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            done = Math.max(done, index);
            if (current == null || currentIndex != index) {
                current = null;
                current = take(index);
                currentIndex = index;
            }
            index++;
            return current;
        }
    }
}
