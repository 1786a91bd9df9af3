package practice;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import practice.bus.Bus;
import practice.bus.Post;
import practice.data.Data;
import practice.data.PracticeData;
import practice.http.HttpRequest;
import practice.http.HttpResponse;
import practice.http.HttpServer;
import practice.models.Models;
import practice.orm.Database;
import practice.orm.Model;
import practice.orm.Rights;
import practice.orm.User;
import practice.rpc.Accounts;
import practice.rpc.Call;
import practice.rpc.Front;

/**
 * An Odoo to practise on: an in-process server that answers JSON-2 (19 only), JSON-RPC and XML-RPC as a real Odoo does,
 * holds its data in memory, and goes wrong when told to.
 */
public final class PracticeOdoo implements AutoCloseable {
    private static final String PASSWORD = "admin";

    private final Database database;
    private final Accounts accounts;
    private final PracticeRecords records;
    private final PracticeClock clock;
    private final Calls calls = new Calls();
    private final Faults faults = new Faults();
    private final Front front;
    private final HttpServer server;
    private final User admin = new User(2, "admin", Rights.all());
    private final String apiKey;

    PracticeOdoo(PracticeOdooBuilder with) {
        clock = with.clock;
        List<Model> models = Models.of(with.version).stream()
                .filter(model -> !with.lacking.contains(model.name()))
                .toList();
        if (with.renting) {
            Models.rent(models);
        }
        database = new Database(with.database, with.version, clock::now, models);
        accounts = new Accounts(clock::now);
        accounts.add(admin.uid(), admin.login(), PASSWORD, admin.rights());
        database.passwords(accounts::password);
        apiKey = addKey(admin.uid());
        records = new PracticeRecords(database, admin);
        records.seed(Data::base);
        with.seeds.forEach(records::seed);
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
        return records.create(model, rows);
    }

    public void write(String model, int id, Map<String, Object> values) {
        write(model, List.of(id), values);
    }

    /** An {@link java.time.Instant} for {@code write_date} is kept, which no client can do. */
    public void write(String model, List<Integer> ids, Map<String, Object> values) {
        records.write(model, ids, values);
    }

    public void unlink(String model, int... ids) {
        records.unlink(model, IntStream.of(ids).boxed().toList());
    }

    /**
     * The values of a record as stored: null for nothing, ids for relations, {@link java.time.Instant} with
     * microseconds for datetimes. Null when there is no such record.
     */
    public Map<String, Object> record(String model, int id) {
        return records.record(model, id);
    }

    /** All records, archived ones included. */
    public int count(String model) {
        return ids(model).size();
    }

    /** All ids, archived records included, in order. */
    public List<Integer> ids(String model) {
        return records.ids(model);
    }

    /** Opens a transaction that is stamped now and seen only when it commits. */
    public PracticeTransaction begin() {
        return new PracticeTransaction(database, admin);
    }

    /** Fills the database, in one transaction, from {@link PracticeData}. */
    public void seed(PracticeData.Seed seed) {
        records.seed(seed);
    }

    // Misbehaviour

    /** From now on, until it has happened as often as it should. */
    public Fault misbehave(Fault fault) {
        return faults.add(fault);
    }

    /** Ends all misbehaviour and lets go of the calls that hang. */
    public void behave() {
        faults.clear();
    }

    /** Whether no call is under way, not even one whose caller has gone. */
    public boolean isIdle() {
        return faults.isIdle();
    }

    /** Where server actions speak and websockets listen. */
    public Bus bus() {
        return database.bus();
    }

    /** The webhooks that leave. */
    public Post webhooks() {
        return database.post();
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
        return faults.pass(call, act, error -> front.error(request, error));
    }
}
