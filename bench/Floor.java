import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Fetches the pages that a pull of customers fetches, and throws them away: what no pull can be faster than.
 *
 * <p>Takes ODOO_URL, ODOO_DB and ODOO_API_KEY from the environment. For each line on standard input ({@code partners}: the
 * ids and pages of res.partner; {@code all}: those of res.country and res.country.state before; {@code columns}: the same partners by columns,
 * as the hub asks Odoo 19; {@code connections 100 8}: those of 100 connections with paths of their own, eight at a time) it does that once over JSON-2,
 * id lists of 1,000, two connections, bare many2one ids, and prints {@code seconds records bytes}.
 */
public final class Floor {
    private static final int PAGE = 1000;
    private static final int CONNECTIONS = 2;
    private static final String CONTEXT = "\"context\": {\"lang\": \"en_US\", \"tz\": \"UTC\", \"active_test\": false}";
    private static final List<String> PARTNER = List.of(
            "name", "email", "phone", "street", "street2", "city", "zip", "state_id", "country_id", "website", "vat", "ref",
            "is_company", "parent_id", "active");

    private static final List<String> CONTACT = List.of(
            "name", "email", "phone", "street", "city", "zip", "country_id", "website", "vat", "ref", "is_company", "parent_id", "active");

    private String url = System.getenv("ODOO_URL").replaceFirst("/$", "");
    private final HttpClient client;
    private final ExecutorService executor = Executors.newFixedThreadPool(CONNECTIONS);
    private final AtomicLong bytes = new AtomicLong();
    private boolean columns;

    private Floor(HttpClient client) {
        this.client = client;
    }

    public static void main(String[] args) throws Exception {
        Floor floor = new Floor(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            floor.bytes.set(0);
            long start = System.nanoTime();
            if (line.startsWith("connections ")) {
                int[] numbers = Arrays.stream(line.substring(12).split(" ")).mapToInt(Integer::parseInt).toArray();
                int records = floor.connections(numbers[0], numbers[1]);
                System.out.printf(Locale.ROOT, "%.4f %d %d%n", (System.nanoTime() - start) / 1e9, records, floor.bytes.get());
                continue;
            }
            floor.columns = line.equals("columns");
            if (line.equals("all")) {
                floor.fetch("res.country", List.of("name", "code"));
                floor.fetch("res.country.state", List.of("name", "code", "country_id"));
            }
            int records = floor.fetch("res.partner", PARTNER);
            System.out.printf(Locale.ROOT, "%.4f %d %d%n", (System.nanoTime() - start) / 1e9, records, floor.bytes.get());
        }
        System.exit(0);
    }

    /** Contacts of many connections, so many at a time, each with two reads under way: what the hub's workers do, less the storing. */
    private int connections(int count, int atOnce) throws Exception {
        ConcurrentLinkedQueue<Integer> left = new ConcurrentLinkedQueue<>();
        for (int i = 1; i <= count; i++) {
            left.add(i);
        }
        AtomicLong records = new AtomicLong();
        ExecutorService workers = Executors.newFixedThreadPool(atOnce);
        Future<?>[] done = new Future<?>[atOnce];
        for (int w = 0; w < atOnce; w++) {
            done[w] = workers.submit(() -> {
                Floor one = new Floor(client);
                for (Integer i = left.poll(); i != null; i = left.poll()) {
                    one.url = url + "/c" + i;
                    records.addAndGet(one.fetch("res.partner", CONTACT));
                }
                bytes.addAndGet(one.bytes.get());
                one.executor.shutdown();
                return null;
            });
        }
        for (Future<?> each : done) {
            each.get();
        }
        workers.shutdown();
        return records.intValue();
    }

    private int fetch(String model, List<String> fields) throws Exception {
        byte[] found = call(model, "search", "{\"domain\": [], \"order\": \"id\", " + CONTEXT + '}');
        String[] ids = new String(found, 1, found.length - 2, StandardCharsets.US_ASCII).split(", ?");
        String names = '"' + String.join("\", \"", fields) + '"';
        String aggregates = "\"id:array_agg\", \"" + String.join(":array_agg\", \"", fields) + ":array_agg\"";
        ConcurrentLinkedQueue<String> pages = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < ids.length; i += PAGE) {
            String some = String.join(",", Arrays.copyOfRange(ids, i, Math.min(ids.length, i + PAGE)));
            pages.add(
                    columns
                            ? "{\"domain\": [[\"id\", \"in\", [" + some + "]]], \"aggregates\": [" + aggregates + "], " + CONTEXT + '}'
                            : "{\"ids\": [" + some + "], \"fields\": [" + names + "], \"load\": \"\", " + CONTEXT + '}');
        }
        Future<?>[] connections = new Future<?>[CONNECTIONS];
        for (int i = 0; i < CONNECTIONS; i++) {
            connections[i] = executor.submit(() -> {
                for (String page = pages.poll(); page != null; page = pages.poll()) {
                    bytes.addAndGet(call(model, columns ? "formatted_read_group" : "read", page).length);
                }
                return null;
            });
        }
        for (Future<?> connection : connections) {
            connection.get();
        }
        return ids.length;
    }

    private byte[] call(String model, String method, String body) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client.send(
                HttpRequest.newBuilder(URI.create(url + "/json/2/" + model + '/' + method))
                        .header("Authorization", "Bearer " + System.getenv("ODOO_API_KEY"))
                        .header("X-Odoo-Database", System.getenv("ODOO_DB"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException("Odoo answered " + answer.statusCode());
        }
        return answer.body();
    }
}
