package practice.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** All tables of a practice database. A read sees one state throughout; a write happens whole or not at all. */
public final class Store {
    private final Map<String, Table> tables = new ConcurrentHashMap<>();
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final List<Runnable> afterwards = new ArrayList<>();

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

    /** Runs alone; whatever it throws undoes all that it changed. What is to be done after the commit is done before it returns. */
    public <T> T write(Supplier<T> work) {
        List<Runnable> then = new ArrayList<>();
        T result = write(work, then);
        then.forEach(Runnable::run);
        return result;
    }

    private <T> T write(Supplier<T> work, List<Runnable> then) {
        lock.writeLock().lock();
        int mark = undo.size();
        int waiting = afterwards.size();
        try {
            T result = work.get();
            if (lock.getWriteHoldCount() == 1) {
                then.addAll(afterwards);
                afterwards.clear();
            }
            return result;
        } catch (RuntimeException | Error e) {
            while (undo.size() > mark) {
                undo.pop().run();
            }
            afterwards.subList(waiting, afterwards.size()).clear();
            throw e;
        } finally {
            if (lock.getWriteHoldCount() == 1) {
                undo.clear();
            }
            lock.writeLock().unlock();
        }
    }

    /** Within a write: something to do once it is seen by others, unless it is undone. */
    public void afterCommit(Runnable step) {
        afterwards.add(step);
    }

    void undoWith(Runnable step) {
        undo.push(step);
    }
}
