package practice.orm;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import practice.bus.Bus;
import practice.bus.Post;
import practice.store.Store;

/** One practice database: models, records and the time. */
public final class Database {
    private final String name;
    private final Version version;
    private final Supplier<Instant> clock;
    private final Store store = new Store();
    private final Map<String, Model> models = new LinkedHashMap<>();
    private final BaseMethods methods;
    private Passwords passwords = (uid, login, password, internal) -> {};

    /** Where passwords go that are written to users. */
    public interface Passwords {
        void set(int uid, String login, String password, boolean internal);
    }

    private final Bus bus = new Bus();
    private final Post post = new Post();

    public Database(String name, Version version, Supplier<Instant> clock, Collection<Model> models) {
        this.name = name;
        this.version = version;
        this.clock = clock;
        this.methods = new BaseMethods(version);
        for (Model model : models) {
            this.models.put(model.name(), model);
            model.register(store.table(model.table()));
        }
    }

    public Passwords passwords() {
        return passwords;
    }

    public void passwords(Passwords kept) {
        passwords = kept;
    }

    public String name() {
        return name;
    }

    public Version version() {
        return version;
    }

    public Store store() {
        return store;
    }

    /** Where server actions speak. */
    public Bus bus() {
        return bus;
    }

    /** How webhooks leave. */
    public Post post() {
        return post;
    }

    /** To the microsecond, as PostgreSQL keeps it. */
    public Instant now() {
        return Datetimes.micros(clock.get());
    }

    public Model model(String model) {
        return models.get(model);
    }

    public Collection<Model> models() {
        return models.values();
    }

    /** The method as the model has it, or as every model has it; null when there is none. */
    public Method method(Model model, String method) {
        Method own = model.method(method);
        return own != null ? own : methods.get(method);
    }

    public Env env(User user, Map<String, Object> context) {
        return new Env(this, user, context, now());
    }
}
