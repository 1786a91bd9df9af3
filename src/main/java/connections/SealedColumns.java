package connections;

import java.util.List;
import java.util.function.ToIntFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Walks through sealed values in lists of a hundred, so that a table of any size is looked at in little memory. */
@Component
class SealedColumns {
    private static final int AT_A_TIME = 100;

    private record Value(String key, String binding, byte[] sealed) {}

    private final JdbcClient database;
    private final Vault vault;

    SealedColumns(JdbcClient database, Vault vault) {
        this.database = database;
        this.vault = vault;
    }

    /** How many values do not open with this keyset. */
    int unopenable(SealedColumn place) {
        return each(place, value -> open(value) == null ? 1 : 0);
    }

    /**
     * Seals anew what an older key of the keyset sealed. Each value by itself and only while it is what was read: it may be stopped
     * at any point, run in several processes, and begun again.
     *
     * @return how many
     */
    int reseal(SealedColumn place) {
        return vault.isOpen() ? each(place, value -> reseal(place, value)) : 0;
    }

    private int reseal(SealedColumn place, Value value) {
        byte[] secret = vault.isCurrent(value.sealed()) ? null : open(value);
        // What does not open was said at start; a keyset that is brought back opens it again.
        return secret == null
                ? 0
                : database.sql("UPDATE " + place.table() + " SET " + place.column() + " = :new WHERE " + place.key()
                                + "::text = :key AND " + place.column() + " = :old")
                        .param("new", vault.seal(secret, value.binding()))
                        .param("key", value.key())
                        .param("old", value.sealed())
                        .update();
    }

    private byte[] open(Value value) {
        try {
            return vault.open(value.sealed(), value.binding());
        } catch (IllegalStateException otherKeyset) {
            return null;
        }
    }

    private int each(SealedColumn place, ToIntFunction<Value> work) {
        int count = 0;
        String after = "";
        List<Value> some;
        do {
            some = database.sql("SELECT " + place.key() + "::text AS key, " + place.binding() + " AS binding, "
                            + place.column() + " AS sealed FROM " + place.table() + " WHERE " + place.key()
                            + "::text COLLATE \"C\" > :after ORDER BY " + place.key()
                            + "::text COLLATE \"C\" LIMIT :most")
                    .param("after", after)
                    .param("most", AT_A_TIME)
                    .query((row, number) ->
                            new Value(row.getString("key"), row.getString("binding"), row.getBytes("sealed")))
                    .list();
            for (Value value : some) {
                count += work.applyAsInt(value);
                after = value.key();
            }
        } while (some.size() == AT_A_TIME);
        return count;
    }
}
