package practice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import practice.orm.Database;
import practice.orm.Env;
import practice.orm.User;
import practice.orm.Writer;

/**
 * A slow transaction in Odoo: its writes carry the time at which it began, and are seen by nobody until it commits.
 * Ids are given out at once, so records created later by others have higher ids and may be seen earlier.
 */
public final class PracticeTransaction {
    private final Database database;
    private final User user;
    private final Instant stamp;
    private final List<Consumer<Env>> work = new ArrayList<>();

    PracticeTransaction(Database database, User user) {
        this.database = database;
        this.user = user;
        this.stamp = database.now();
    }

    /** The id that the record will have. */
    public int create(String model, Map<String, Object> values) {
        int id = database.store().table(database.model(model).table()).nextId();
        work.add(env -> new Writer(env, env.model(model)).createAt(id, values));
        return id;
    }

    public PracticeTransaction write(String model, int id, Map<String, Object> values) {
        work.add(env -> new Writer(env, env.model(model)).write(List.of(id), values));
        return this;
    }

    public PracticeTransaction unlink(String model, int id) {
        work.add(env -> new Writer(env, env.model(model)).unlink(List.of(id)));
        return this;
    }

    /** Makes it all visible at once. */
    public void commit() {
        Env env = new Env(database, user, Map.of("active_test", false), stamp);
        database.store().write(() -> {
            work.forEach(step -> step.accept(env));
            return null;
        });
        work.clear();
    }

    /** Forgets it all; the ids stay used. */
    public void rollback() {
        work.clear();
    }
}
