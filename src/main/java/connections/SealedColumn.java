package connections;

/**
 * A column whose values the keyset sealed. Each is a bean, so that whatever is sealed is looked at when the hub starts and sealed anew
 * after a rotation.
 *
 * @param what what is in it, for people, as in {@code saved Odoo connection(s)}
 * @param remedy what to do when it does not open and the keyset is gone
 * @param table its table
 * @param key the table's key, of one column
 * @param column the column; of type bytea
 * @param binding SQL expression of what a value is bound to
 */
public record SealedColumn(String what, String remedy, String table, String key, String column, String binding) {}
