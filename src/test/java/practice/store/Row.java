package practice.store;

/** One version of a record. Once it is in a {@link Table} it is never changed: a change puts a copy in its place. */
public final class Row {
    private final int id;
    private final Object[] values;

    public Row(int id, int width) {
        this(id, new Object[width]);
    }

    private Row(int id, Object[] values) {
        this.id = id;
        this.values = values;
    }

    public int id() {
        return id;
    }

    public Object get(int column) {
        return values[column];
    }

    /** Only on a row that is not in a table yet. */
    public void set(int column, Object value) {
        values[column] = value;
    }

    public Row copy() {
        return new Row(id, values.clone());
    }
}
