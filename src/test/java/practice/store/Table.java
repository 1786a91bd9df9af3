package practice.store;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/** The rows of one model by id, with indexes. To be used inside {@link Store#read} and {@link Store#write} only. */
public final class Table {
    private final Store store;
    private final TreeMap<Integer, Row> rows = new TreeMap<>();
    private final Map<Integer, Map<Object, TreeSet<Integer>>> indexes = new HashMap<>();
    private final AtomicInteger sequence = new AtomicInteger();

    Table(Store store) {
        this.store = store;
    }

    /** An id is consumed even when the transaction that asked for it is rolled back, as in PostgreSQL. */
    public int nextId() {
        return sequence.incrementAndGet();
    }

    public Row get(int id) {
        return rows.get(id);
    }

    public Collection<Row> all() {
        return Collections.unmodifiableCollection(rows.values());
    }

    public int size() {
        return rows.size();
    }

    /** Makes {@link #having} fast for a column; before the first row. */
    public void index(int column) {
        indexes.putIfAbsent(column, new HashMap<>());
    }

    /** Ids of the rows whose indexed column holds the value, in id order. */
    public Collection<Integer> having(int column, Object value) {
        return indexes.get(column).getOrDefault(value, new TreeSet<>());
    }

    public void put(Row row) {
        sequence.accumulateAndGet(row.id(), Math::max);
        Row before = replace(row.id(), row);
        store.undoWith(() -> replace(row.id(), before));
    }

    public void remove(int id) {
        Row before = replace(id, null);
        store.undoWith(() -> replace(id, before));
    }

    private Row replace(int id, Row row) {
        Row before = row == null ? rows.remove(id) : rows.put(id, row);
        indexes.forEach((column, ids) -> {
            Object was = before == null ? null : before.get(column);
            Object is = row == null ? null : row.get(column);
            if (was != null && !was.equals(is)) {
                ids.get(was).remove(id);
            }
            if (is != null && !is.equals(was)) {
                ids.computeIfAbsent(is, value -> new TreeSet<>()).add(id);
            }
        });
        return before;
    }
}
