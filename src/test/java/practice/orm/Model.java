package practice.orm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import practice.store.Row;
import practice.store.Table;

/**
 * A model: its fields on one version of Odoo, and its rules. To teach the practice Odoo another one, extend this,
 * declare the fields in the constructor and name the class in {@link practice.models.Models}.
 */
public abstract class Model {
    protected final Version version;
    private final String name;
    private final String label;
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final Map<String, Method> methods = new LinkedHashMap<>();
    private String order = "id";
    private String group = "Administration/Access Rights";
    private int width;

    /** @param label how error messages call it, as in {@code 'Attendance' (hr.attendance)} */
    protected Model(Version version, String name, String label) {
        this.version = version;
        this.name = name;
        this.label = label;
        add("id", FieldType.INTEGER, "ID").readonly();
        add("display_name", FieldType.CHAR, "Display Name")
                .computed(this::displayName)
                .searchable();
        add("create_uid", FieldType.MANY2ONE, "Created by").to("res.users").readonly();
        add("create_date", FieldType.DATETIME, "Created on").readonly();
        add("write_uid", FieldType.MANY2ONE, "Last Updated by").to("res.users").readonly();
        add("write_date", FieldType.DATETIME, version.pick("Last Updated on", "Last Modified on"))
                .readonly();
    }

    // Declaring

    protected final Field add(String field, FieldType type, String fieldLabel) {
        Field added = new Field(field, type, fieldLabel);
        fields.put(field, added);
        return added;
    }

    protected final Field chars(String field, String fieldLabel) {
        return add(field, FieldType.CHAR, fieldLabel);
    }

    protected final Field flag(String field, String fieldLabel) {
        return add(field, FieldType.BOOLEAN, fieldLabel);
    }

    protected final Field integer(String field, String fieldLabel) {
        return add(field, FieldType.INTEGER, fieldLabel);
    }

    protected final Field decimal(String field, String fieldLabel) {
        return add(field, FieldType.FLOAT, fieldLabel);
    }

    protected final Field datetime(String field, String fieldLabel) {
        return add(field, FieldType.DATETIME, fieldLabel);
    }

    protected final Field one(String field, String fieldLabel, String comodel) {
        return add(field, FieldType.MANY2ONE, fieldLabel).to(comodel);
    }

    protected final Field many(String field, String fieldLabel, String comodel) {
        return add(field, FieldType.MANY2MANY, fieldLabel).to(comodel);
    }

    protected final Field lines(String field, String fieldLabel, String comodel, String inverse) {
        return add(field, FieldType.ONE2MANY, fieldLabel).to(comodel).inverse(inverse);
    }

    protected final Field choice(String field, String fieldLabel, String... keysAndLabels) {
        return add(field, FieldType.SELECTION, fieldLabel).selection(keysAndLabels);
    }

    protected final void order(String by) {
        order = by;
    }

    /** The group that access errors name. */
    protected final void group(String fullName) {
        group = fullName;
    }

    /** A public method on records, besides those that every model has. */
    protected final void method(String method, Method.OnRecords body) {
        methods.put(method, Method.onRecords(method, body));
    }

    /** A public method of the model itself, which takes no ids and changes nothing. */
    protected final void modelMethod(String method, Method.OnRecords body) {
        methods.put(method, Method.onRecords(method, body).onModel().readonly());
    }

    /** A public method of the model itself, which takes no ids and changes something. */
    protected final void changingMethod(String method, Method.OnRecords body) {
        methods.put(method, Method.onRecords(method, body).onModel());
    }

    // Rules: to be overridden

    /** What {@code display_name} and the second half of a many2one say. */
    protected String displayName(Env env, Row row) {
        Field field = fields.get("name");
        Object value = field == null ? null : field.value(env, row);
        return value == null ? name + "," + row.id() : value.toString();
    }

    /** Values, in Java types, for the fields that a create does not give. */
    public Map<String, Object> defaults(Env env) {
        return fields.containsKey("active") ? Map.of("active", true) : Map.of();
    }

    /** What a caller gives to create or write, before anything else: may refuse it by throwing, or change it. */
    public Map<String, Object> given(Env env, Map<String, Object> values, boolean create) {
        return values;
    }

    /** After a row has been stored, with what was given: the place to write on to records it inherits from. */
    public void written(Env env, Row row, Map<String, Object> values) {}

    /** Fills stored fields that follow from others; {@code before} is null at creation. */
    public void compute(Env env, Row row, Row before) {}

    /** Refuses rows by throwing; all rows of the call are in the table already. */
    public void validate(Env env, List<Row> rows) {}

    /** Carries a change on to other records. */
    public void changed(Env env, Row before, Row after) {}

    /** Refuses a deletion by throwing. */
    public void checkUnlink(Env env, Row row) {}

    /** Refuses fields to a user by throwing; called when the user has no right to read the model. */
    public void checkRead(Env env, Collection<String> wanted) {
        env.refuse(this, Operation.READ);
    }

    /** Whether fields_get mentions a field to this user. */
    public boolean shows(Env env, String field) {
        return true;
    }

    // Knowing

    public final String name() {
        return name;
    }

    public final String label() {
        return label;
    }

    /** The model whose records these are; another one for a model that is a view. */
    public String table() {
        return name;
    }

    public final String order() {
        return order;
    }

    public final String group() {
        return group;
    }

    public final Field field(String field) {
        return fields.get(field);
    }

    public final Collection<Field> fields() {
        return fields.values();
    }

    public final Method method(String method) {
        return methods.get(method);
    }

    public final Object get(Row row, String field) {
        return row.get(fields.get(field).column());
    }

    public final void set(Row row, String field, Object value) {
        row.set(fields.get(field).column(), value);
    }

    public final Row newRow(int id) {
        return new Row(id, width);
    }

    /** Gives columns to the fields, and indexes to those that are looked up. */
    public final void register(Table table) {
        List<Field> all = new ArrayList<>(fields.values());
        for (Field field : all) {
            if (field.needsColumn()) {
                field.column(width++);
                if (field.type() == FieldType.MANY2ONE || field.isIndexed()) {
                    table.index(field.column());
                }
            }
        }
    }
}
