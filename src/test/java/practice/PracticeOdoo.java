package practice;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import practice.data.Data;
import practice.data.PracticeData;
import practice.http.HttpRequest;
import practice.http.HttpResponse;
import practice.http.HttpServer;
import practice.models.Models;
import practice.orm.Database;
import practice.orm.Datetimes;
import practice.orm.Env;
import practice.orm.Field;
import practice.orm.Model;
import practice.orm.Rights;
import practice.orm.User;
import practice.orm.Writer;
import practice.rpc.Accounts;
import practice.rpc.Call;
import practice.rpc.Front;
import practice.store.Row;
import practice.store.Table;

/**
 * An Odoo to practise on: an in-process server that answers JSON-2 (19 only), JSON-RPC and XML-RPC as a real Odoo does,
 * holds its data in memory, and goes wrong when told to.
 */
public final class PracticeOdoo implements AutoCloseable {
    private static final String PASSWORD = "admin";

    private final Database database;
    private final Accounts accounts;
    private final PracticeClock clock;
    private final Calls calls = new Calls();
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final Front front;
    private final HttpServer server;
    private final User admin = new User(2, "admin", Rights.all());
    private final String apiKey;

    PracticeOdoo(PracticeOdooBuilder with) {
        clock = with.clock;
        database = new Database(with.database, with.version, clock::now, Models.of(with.version));
        accounts = new Accounts(clock::now);
        accounts.add(admin.uid(), admin.login(), PASSWORD, admin.rights());
        apiKey = addKey(admin.uid());
        bulk(Data::base);
        with.seeds().forEach(this::bulk);
        front = new Front(database, accounts, this::pass);
        server = new HttpServer(with.port, with.version.server(), with.proxied, clock::now, front::handle);
        server.up();
    }

    public static PracticeOdooBuilder builder() {
        return new PracticeOdooBuilder();
    }

    // Where and who

    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    public String database() {
        return database.name();
    }

    public String username() {
        return admin.login();
    }

    public String password() {
        return PASSWORD;
    }

    /** 40 hexadecimal characters; works as a bearer key and, in JSON-RPC and XML-RPC, as a password. */
    public String apiKey() {
        return apiKey;
    }

    public int version() {
        return database.version().major();
    }

    public PracticeClock clock() {
        return clock;
    }

    /** What clients have called; the calls of the Java methods below are not among them. */
    public Calls calls() {
        return calls;
    }

    /** Adds a user and gives its API key. */
    public String addUser(String login, String password, Rights rights) {
        int uid = create("res.users", Map.of("login", login, "name", login));
        accounts.add(uid, login, password, rights);
        return addKey(uid);
    }

    /** Changes the administrator's password: what was right before is refused. */
    public void changePassword(String password) {
        accounts.password(admin.uid(), password);
    }

    /** Takes an API key back. */
    public void revokeKey(String key) {
        accounts.revokeKey(key);
    }

    /** Ends all sessions of the web client. */
    public void expireSessions() {
        front.web().expireSessions();
    }

    private String addKey(int uid) {
        byte[] bytes = new byte[20];
        new SecureRandom().nextBytes(bytes);
        String key = HexFormat.of().formatHex(bytes);
        accounts.addKey(uid, key);
        return key;
    }

    // Data, as the administrator

    public int create(String model, Map<String, Object> values) {
        return createAll(model, List.of(values)).get(0);
    }

    /** One transaction: all rows carry the same write_date. */
    public List<Integer> createAll(String model, List<Map<String, Object>> rows) {
        return transact(env -> new Writer(env, model(model)).create(rows));
    }

    public void write(String model, int id, Map<String, Object> values) {
        write(model, List.of(id), values);
    }

    /** An {@link java.time.Instant} for {@code write_date} is kept, which no client can do. */
    public void write(String model, List<Integer> ids, Map<String, Object> values) {
        transact(env -> {
            new Writer(env, model(model)).write(ids, values);
            return null;
        });
    }

    public void unlink(String model, int... ids) {
        List<Integer> list = new ArrayList<>();
        for (int id : ids) {
            list.add(id);
        }
        transact(env -> {
            new Writer(env, model(model)).unlink(list);
            return null;
        });
    }

    /**
     * The values of a record as stored: null for nothing, ids for relations, {@link java.time.Instant} with
     * microseconds for datetimes. Null when there is no such record.
     */
    public Map<String, Object> record(String model, int id) {
        Env env = env();
        return database.store().read(() -> {
            Row row = env.row(model, id);
            if (row == null) {
                return null;
            }
            Map<String, Object> values = new LinkedHashMap<>();
            for (Field field : model(model).fields()) {
                values.put(field.name(), field.value(env, row));
            }
            return values;
        });
    }

    /** All records, archived ones included. */
    public int count(String model) {
        return database.store().read(() -> table(model).size());
    }

    /** All ids, archived records included, in order. */
    public List<Integer> ids(String model) {
        return database.store()
                .read(() -> table(model).all().stream().map(Row::id).toList());
    }

    /** Opens a transaction that is stamped now and seen only when it commits. */
    public PracticeTransaction begin() {
        return new PracticeTransaction(database, admin);
    }

    private Table table(String model) {
        return database.store().table(model(model).table());
    }

    private Model model(String model) {
        Model found = database.model(model);
        if (found == null) {
            throw new IllegalArgumentException("the practice Odoo " + version() + " has no model " + model);
        }
        return found;
    }

    private Env env() {
        return new Env(database, admin, Map.of("active_test", false), Datetimes.micros(clock.now()));
    }

    private <T> T transact(java.util.function.Function<Env, T> work) {
        Env env = env();
        return database.store().write(() -> work.apply(env));
    }

    private void bulk(java.util.function.Consumer<Env> work) {
        transact(env -> {
            work.accept(env);
            return null;
        });
    }

    /** Fills the database, in one transaction, from {@link PracticeData}. */
    public void seed(PracticeData.Seed seed) {
        bulk(seed);
    }

    // Misbehaviour

    /** From now on, until it has happened as often as it should. */
    public Fault misbehave(Fault fault) {
        faults.add(fault);
        return fault;
    }

    /** Ends all misbehaviour and lets go of the calls that hang. */
    public void behave() {
        faults.forEach(Fault::clear);
        faults.clear();
    }

    /** Refuses connections. */
    public void down() {
        server.down();
    }

    /** Listens again, on the same port. */
    public void up() {
        server.up();
    }

    @Override
    public void close() {
        behave();
        server.close();
    }

    private HttpResponse pass(Call call, HttpRequest request, Supplier<HttpResponse> act) {
        calls.add(call);
        for (Fault fault : faults) {
            if (fault.strikes(call)) {
                return fault.apply(act, error -> front.error(request, error));
            }
        }
        return act.get();
    }
}
