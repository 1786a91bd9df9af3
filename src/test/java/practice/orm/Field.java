package practice.orm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import practice.store.Row;

/** One field of a model: what {@code fields_get} says of it, and where its value is. */
public final class Field {
    private final String name;
    private final FieldType type;
    private final String label;
    private int column = -1;
    private boolean required;
    private boolean readonly;
    private boolean stored = true;
    private boolean searchable = true;
    private boolean indexed;
    private boolean sortable;
    private String relation;
    private String inverse;
    private String parent;
    private List<List<String>> selection;
    private BiFunction<Env, Row, Object> compute;

    Field(String name, FieldType type, String label) {
        this.name = name;
        this.type = type;
        this.label = label;
    }

    /** A required field without value is refused as PostgreSQL's NOT NULL is. */
    public Field required() {
        required = true;
        return this;
    }

    public Field readonly() {
        readonly = true;
        return this;
    }

    /** Kept here as a column, but {@code fields_get} calls it not stored (a related field that can be searched). */
    public Field related() {
        stored = false;
        return this;
    }

    /** Of a computed field: it is the field of that name of the record behind a many2one that each record has. */
    public Field inherited(String many2one) {
        parent = many2one;
        return this;
    }

    /** Worked out at each read; not stored and, unless {@link #searchable()}, not to be searched on. */
    public Field computed(BiFunction<Env, Row, Object> function) {
        compute = function;
        stored = false;
        searchable = false;
        readonly = true;
        return this;
    }

    public Field searchable() {
        searchable = true;
        return this;
    }

    /** Of a computed field: it looks stored, and {@code order} may name it. */
    public Field sortable() {
        stored = true;
        return orderable();
    }

    /** Of a computed field: {@code order} may name it. */
    public Field orderable() {
        sortable = true;
        return this;
    }

    public Field writable() {
        readonly = false;
        return this;
    }

    /** Makes {@code Table.having} work for this field. */
    public Field indexed() {
        indexed = true;
        return this;
    }

    Field to(String model) {
        relation = model;
        return this;
    }

    Field inverse(String field) {
        inverse = field;
        return this;
    }

    Field selection(String... keysAndLabels) {
        selection = new ArrayList<>();
        for (int i = 0; i < keysAndLabels.length; i += 2) {
            selection.add(List.of(keysAndLabels[i], keysAndLabels[i + 1]));
        }
        return this;
    }

    void column(int index) {
        column = index;
    }

    boolean needsColumn() {
        return compute == null && type != FieldType.ONE2MANY && !name.equals("id");
    }

    public String name() {
        return name;
    }

    public FieldType type() {
        return type;
    }

    public String label() {
        return label;
    }

    public int column() {
        return column;
    }

    public boolean isRequired() {
        return required;
    }

    public boolean isReadonly() {
        return readonly;
    }

    public boolean isStored() {
        return stored;
    }

    /** Whether the values are a column of Odoo's table, so that {@code array_agg} takes them. */
    public boolean isColumn() {
        return (stored || parent != null) && !type.isToMany() && type != FieldType.BINARY;
    }

    public boolean isSearchable() {
        return searchable;
    }

    public boolean isIndexed() {
        return indexed;
    }

    /** A computed field cannot be sorted by, unless it says so. */
    public boolean isSortable() {
        return compute == null || sortable;
    }

    public String relation() {
        return relation;
    }

    public String inverse() {
        return inverse;
    }

    public boolean allows(String key) {
        return selection == null
                || selection.stream().anyMatch(pair -> pair.get(0).equals(key));
    }

    /** The value in the Java type of {@link FieldType}, null for nothing. */
    public Object value(Env env, Row row) {
        if (column >= 0) {
            return row.get(column);
        }
        if (compute != null) {
            return compute.apply(env, row);
        }
        if (type == FieldType.ONE2MANY) {
            return env.inverseIds(this, row.id());
        }
        return row.id();
    }

    /** One entry of {@code fields_get}. */
    public Map<String, Object> describe(Version version) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("change_default", false);
        about.put("company_dependent", false);
        about.put("depends", List.of());
        about.put("manual", false);
        about.put("name", name);
        about.put("readonly", readonly);
        about.put("required", required);
        about.put("searchable", searchable);
        about.put("sortable", searchable && isSortable() && !type.isToMany());
        about.put("store", stored);
        about.put("string", label);
        about.put("type", type.odooName());
        if (version.is19()) {
            about.put("exportable", true);
            about.put("groupable", stored && type != FieldType.ONE2MANY);
        }
        if (parent != null) {
            about.put("related", parent + "." + name);
        }
        if (relation != null) {
            about.put("relation", relation);
            about.put("context", Map.of());
            about.put("domain", List.of());
        }
        if (inverse != null) {
            about.put("relation_field", inverse);
        }
        if (selection != null) {
            about.put("selection", selection);
        }
        return about;
    }
}
