import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An Odoo 19 that costs next to nothing: it answers JSON-2 search and read from pages of 1,000 made at start.
 *
 * <p>{@code java bench/PageServer.java PORT PARTNERS}; prints {@code ready} when it answers on 127.0.0.1. A quarter of the
 * partners are child contacts, one in twenty has no email, one in five is a company.
 *
 * <p>{@code GET /bench?partners=N&recent=N} shows the first N partners only, says how many of them lie in every
 * {@code write_date} window, with {@code pace=N} that a read takes N ms, with {@code cores=N} that no more reads than that are answered at a
 * time, and returns the calls since the last time as {@code {"res.partner/read": 20, ...}}.
 */
public final class PageServer {
    private static final int PAGE = 1000;
    private static final int COUNTRIES = 250;
    private static final int STATES = 1900;
    private static final String[] FIELDS = {
        "id", "name", "email", "phone", "street", "street2", "city", "zip", "state_id", "country_id", "website", "vat", "ref",
        "is_company", "parent_id", "active", "write_date", "code", "default_code", "barcode", "list_price", "standard_price", "type",
        "categ_id", "uom_id"
    };
    private static final String[] CITIES = {"Lyon", "Gävle", "Porto", "Łódź", "Austin", "Nairobi"};

    private final byte[][] pages;
    private final Map<String, Integer> calls = new TreeMap<>();
    private volatile byte[] all;
    private volatile byte[] recent;
    private volatile int pace;
    private volatile Semaphore cores = new Semaphore(Integer.MAX_VALUE);

    private PageServer(int partners) {
        pages = IntStream.range(0, (partners + PAGE - 1) / PAGE)
                .parallel()
                .mapToObj(i -> records("res.partner", IntStream.rangeClosed(i * PAGE + 1, Math.min(partners, (i + 1) * PAGE))))
                .toArray(byte[][]::new);
        show(partners, 0);
    }

    public static void main(String[] args) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        PageServer pages = new PageServer(Integer.parseInt(args[1]));
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])), 64);
        server.setExecutor(Executors.newFixedThreadPool(Integer.getInteger("threads", 4)));
        server.createContext("/", pages::answer);
        server.start();
        System.out.println("ready");
    }

    private void show(int partners, int inWindow) {
        all = ids(partners);
        recent = ids(inWindow);
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        // Connections of many users have a path of their own each.
        String path = exchange.getRequestURI().getPath().replaceFirst("^/c[0-9]+/", "/");
        pause(path);
        byte[] answer = path.equals("/bench") ? control(exchange.getRequestURI().getQuery()) : odoo(path, body);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(answer == null ? 404 : 200, answer == null ? -1 : answer.length);
        if (answer != null) {
            exchange.getResponseBody().write(answer);
        }
        exchange.close();
    }

    /** As long as an Odoo takes for a page, when it is told to. */
    private void pause(String path) {
        if (pace > 0 && path.endsWith("/read")) {
            Semaphore taken = cores;
            taken.acquireUninterruptibly();
            LockSupport.parkNanos(pace * 1_000_000L);
            taken.release();
        }
    }

    private synchronized byte[] control(String query) {
        if (query != null) {
            Map<String, Integer> values = Arrays.stream(query.split("&"))
                    .map(pair -> pair.split("="))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> Integer.valueOf(pair[1])));
            pace = values.getOrDefault("pace", 0);
            cores = new Semaphore(values.getOrDefault("cores", Integer.MAX_VALUE));
            show(values.get("partners"), values.getOrDefault("recent", 0));
        }
        String counts = calls.entrySet().stream()
                .map(call -> '"' + call.getKey() + "\": " + call.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
        calls.clear();
        return utf8(counts);
    }

    private byte[] odoo(String path, byte[] body) {
        String call = path.replaceFirst("^/json/2/", "").replaceFirst("^/", "");
        synchronized (this) {
            calls.merge(call, 1, Integer::sum);
        }
        if (call.equals("web/webclient/version_info")) {
            return utf8("{\"jsonrpc\": \"2.0\", \"id\": null, \"result\": {\"server_version\": \"19.0\","
                    + " \"server_version_info\": [19, 0, 0, \"final\", 0, \"\"], \"server_serie\": \"19.0\", \"protocol_version\": 1}}");
        }
        String[] parts = call.split("/");
        if (parts.length != 2) {
            return null;
        }
        return switch (parts[1]) {
            case "fields_get" -> utf8(Arrays.stream(FIELDS)
                    .map(field -> '"' + field + "\": {\"type\": \"char\"}")
                    .collect(Collectors.joining(", ", "{", "}")));
            case "search" -> search(parts[0], new String(body, StandardCharsets.UTF_8));
            case "read" -> read(parts[0], new String(body, StandardCharsets.UTF_8));
            default -> null;
        };
    }

    private byte[] search(String model, String body) {
        boolean window = body.contains("write_date");
        return switch (model) {
            case "res.partner" -> window ? recent : all;
            case "product.product" -> ids(0);
            case "res.country" -> window ? ids(0) : ids(COUNTRIES);
            default -> window ? ids(0) : ids(STATES);
        };
    }

    private byte[] read(String model, String body) {
        int from = body.indexOf('[', body.indexOf("\"ids\"")) + 1;
        int[] ids = Arrays.stream(body.substring(from, body.indexOf(']', from)).split(","))
                .mapToInt(id -> Integer.parseInt(id.strip()))
                .toArray();
        boolean readyMade = model.equals("res.partner") && ids.length == PAGE && ids[0] % PAGE == 1 && ids[PAGE - 1] == ids[0] + PAGE - 1;
        return readyMade ? pages[ids[0] / PAGE] : records(model, Arrays.stream(ids));
    }

    private static byte[] ids(int count) {
        return utf8(IntStream.rangeClosed(1, count).mapToObj(Integer::toString).collect(Collectors.joining(", ", "[", "]")));
    }

    private static byte[] records(String model, IntStream ids) {
        return utf8(ids.mapToObj(id -> record(model, id)).collect(Collectors.joining(", ", "[", "]")));
    }

    private static String record(String model, int id) {
        return switch (model) {
            case "res.country" -> "{\"id\": %d, \"name\": \"Country %d\", \"code\": \"C%d\"}".formatted(id, id, id);
            case "res.country.state" -> "{\"id\": %d, \"name\": \"State %d\", \"code\": \"S%d\", \"country_id\": %d}"
                    .formatted(id, id, id, id % COUNTRIES + 1);
            default -> partner(id);
        };
    }

    private static String partner(int id) {
        boolean company = id % 5 == 0;
        boolean child = id % 20 == 1 || id % 4 == 3 && !company;
        return String.format(
                Locale.ROOT,
                "{\"id\": %d, \"name\": \"%s %d\", \"email\": %s, \"phone\": \"+33 4 %02d %02d %02d 11\", \"street\": \"%d Rue de la"
                        + " République\", \"street2\": %s, \"city\": \"%s\", \"zip\": \"%05d\", \"state_id\": %s, \"country_id\": %d,"
                        + " \"website\": %s, \"vat\": false, \"ref\": \"BENCH-%07d\", \"is_company\": %b, \"parent_id\": %s, \"active\": true}",
                id,
                company ? "Trading Company" : "Person",
                id,
                id % 20 == 8 ? "false" : "\"bench." + id + "@example" + id % 97 + ".com\"",
                id % 100,
                id / 100 % 100,
                id / 10000 % 100,
                id % 300 + 1,
                id % 3 == 0 ? "\"Building " + id % 9 + '"' : "false",
                CITIES[id % CITIES.length],
                id % 99999,
                id % 2 == 0 ? "false" : String.valueOf(id % STATES + 1),
                id % COUNTRIES + 1,
                company ? "\"https://www.example" + id % 97 + ".com\"" : "false",
                id,
                company,
                child ? String.valueOf(id / 5 * 5 + 5) : "false");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
