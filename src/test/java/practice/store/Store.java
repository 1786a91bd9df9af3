package practice.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** All tables of a practice database. A read sees one state throughout; a write happens whole or not at all. */
public final class Store {
    private final Map<String, Table> tables = new ConcurrentHashMap<>();
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Deque<Runnable> undo = new ArrayDeque<>();

    public Table table(String model) {
        return tables.computeIfAbsent(model, name -> new Table(this));
    }

    public <T> T read(Supplier<T> work) {
        lock.readLock().lock();
        try {
            return work.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Runs alone; whatever it throws undoes all that it changed. */
    public <T> T write(Supplier<T> work) {
        lock.writeLock().lock();
        int mark = undo.size();
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            while (undo.size() > mark) {
                undo.pop().run();
            }
            throw e;
        } finally {
            if (lock.getWriteHoldCount() == 1) {
                undo.clear();
            }
            lock.writeLock().unlock();
        }
    }

    void undoWith(Runnable step) {
        undo.push(step);
    }
}
