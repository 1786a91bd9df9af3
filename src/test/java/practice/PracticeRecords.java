package practice;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import practice.data.PracticeData;
import practice.orm.Database;
import practice.orm.Env;
import practice.orm.Field;
import practice.orm.Model;
import practice.orm.User;
import practice.orm.Writer;
import practice.store.Row;

/** The records of a practice Odoo from the inside: each method is one transaction of the administrator. */
final class PracticeRecords {
    private final Database database;
    private final User admin;

    PracticeRecords(Database database, User admin) {
        this.database = database;
        this.admin = admin;
    }

    List<Integer> create(String model, List<Map<String, Object>> rows) {
        return transact(env -> new Writer(env, model(model)).create(rows));
    }

    void write(String model, List<Integer> ids, Map<String, Object> values) {
        transact(env -> {
            new Writer(env, model(model)).write(ids, values);
            return null;
        });
    }

    void unlink(String model, List<Integer> ids) {
        transact(env -> {
            new Writer(env, model(model)).unlink(ids);
            return null;
        });
    }

    void seed(PracticeData.Seed seed) {
        transact(env -> {
            seed.accept(env);
            return null;
        });
    }

    Map<String, Object> record(String model, int id) {
        Env env = env();
        Model of = model(model);
        return database.store().read(() -> {
            Row row = env.row(model, id);
            if (row == null) {
                return null;
            }
            Map<String, Object> values = new LinkedHashMap<>();
            for (Field field : of.fields()) {
                values.put(field.name(), field.value(env, row));
            }
            return values;
        });
    }

    List<Integer> ids(String model) {
        String table = model(model).table();
        return database.store().read(() -> database.store().table(table).all().stream()
                .map(Row::id)
                .toList());
    }

    private Model model(String name) {
        Model model = database.model(name);
        if (model == null) {
            throw new IllegalArgumentException(
                    "the practice Odoo " + database.version().serie() + " has no model " + name);
        }
        return model;
    }

    private Env env() {
        return database.env(admin, Map.of("active_test", false));
    }

    private <T> T transact(Function<Env, T> work) {
        Env env = env();
        return database.store().write(() -> work.apply(env));
    }
}
