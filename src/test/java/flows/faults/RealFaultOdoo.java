package flows.faults;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import flows.OdooDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import practice.Fault;
import practice.FaultyProxy;

/**
 * The Odoo (19 or newer) that ODOO_URL, ODOO_DB, ODOO_USERNAME and ODOO_API_KEY name, behind a proxy that goes wrong. What it
 * holds is asked of it directly, and of its own database when ODOO_PSQL is set. ODOO_RESTART is a shell command that restarts it;
 * without it, it stays. Employees made here are removed in the end, with their attendances.
 */
final class RealFaultOdoo implements FaultOdoo {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RESTART = System.getenv("ODOO_RESTART");
    private static final Duration BACK = Duration.ofMinutes(2);
    private static final Duration LEFT_OVER = Duration.ofHours(3);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String url = System.getenv("ODOO_URL").replaceAll("/+$", "");
    private final FaultyProxy proxy = new FaultyProxy(url);
    private final List<Integer> employees = new ArrayList<>();

    RealFaultOdoo() {
        String old = FaultRound.datetime(Instant.now().minus(LEFT_OVER));
        List<Integer> left = new ArrayList<>();
        call(
                        "hr.employee",
                        "search",
                        Map.of(
                                "domain",
                                List.of(
                                        List.of("barcode", "=like", FaultStaff.PREFIX + "%"),
                                        List.of("create_date", "<", old),
                                        List.of("active", "in", List.of(true, false)))))
                .forEach(id -> left.add(id.asInt()));
        dismiss(left);
    }

    /** Whether the environment names one. */
    static boolean isNamed() {
        return System.getenv("ODOO_URL") != null;
    }

    @Override
    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        for (String name : List.of("ODOO_DB", "ODOO_USERNAME", "ODOO_API_KEY")) {
            environment.put(name, System.getenv(name));
        }
        environment.put("ODOO_URL", proxy.url());
        return environment;
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(2);
    }

    @Override
    public int hire(String badge) {
        int employee = create("hr.employee", Map.of("name", "Odoo-hub campaign " + badge, "barcode", badge));
        employees.add(employee);
        return employee;
    }

    @Override
    public int enter(int employee, Instant in, Instant out) {
        return create(
                "hr.attendance",
                Map.of(
                        "employee_id",
                        employee,
                        "check_in",
                        FaultRound.datetime(in),
                        "check_out",
                        out == null ? false : FaultRound.datetime(out)));
    }

    private int create(String model, Map<String, Object> values) {
        return call(model, "create", Map.of("vals_list", List.of(values)))
                .get(0)
                .asInt();
    }

    @Override
    public void delete(int attendance) {
        call("hr.attendance", "unlink", Map.of("ids", List.of(attendance)));
    }

    @Override
    public List<Stay> stays(Collection<Integer> of, Instant from, Instant to) {
        List<Stay> stays = new ArrayList<>();
        Map<String, Object> search = Map.of(
                "domain",
                List.of(
                        List.of("employee_id", "in", of),
                        List.of("check_in", ">=", FaultRound.datetime(from)),
                        List.of("check_in", "<", FaultRound.datetime(to))),
                "fields",
                List.of("employee_id", "check_in", "check_out"));
        for (JsonNode record : call("hr.attendance", "search_read", search)) {
            stays.add(new Stay(
                    record.path("id").asInt(),
                    record.path("employee_id").path(0).asInt(),
                    FaultRound.instant(record.path("check_in").asText()),
                    record.path("check_out").isTextual()
                            ? FaultRound.instant(record.path("check_out").asText())
                            : null));
        }
        if (OdooDatabase.isNamed()) {
            compare(of, from, to, stays);
        }
        return stays;
    }

    /** Odoo says what is in its database. */
    private static void compare(Collection<Integer> of, Instant from, Instant to, List<Stay> stays) {
        List<String> rows =
                OdooDatabase.texts("SELECT concat_ws(' ', id, employee_id, check_in, coalesce(check_out::text, '-'))"
                        + " FROM hr_attendance WHERE employee_id IN ("
                        + of.stream().map(String::valueOf).collect(Collectors.joining(",")) + ") AND check_in >= '"
                        + FaultRound.datetime(from) + "' AND check_in < '" + FaultRound.datetime(to) + "'");
        TreeSet<String> said = stays.stream()
                .map(stay -> String.join(
                        " ",
                        String.valueOf(stay.id()),
                        String.valueOf(stay.employee()),
                        FaultRound.datetime(stay.in()),
                        stay.out() == null ? "-" : FaultRound.datetime(stay.out())))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!said.equals(new TreeSet<>(rows))) {
            throw new IllegalStateException("Odoo says " + said + ", and its database holds " + rows);
        }
    }

    @Override
    public Fault misbehave(Fault fault) {
        return proxy.misbehave(fault);
    }

    @Override
    public void behave() {
        proxy.behave();
    }

    @Override
    public boolean isIdle() {
        return proxy.isIdle();
    }

    @Override
    public boolean canRestart() {
        return RESTART != null && !RESTART.isBlank();
    }

    @Override
    public synchronized void restart() {
        try {
            new ProcessBuilder("sh", "-c", RESTART)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        await("Odoo answers again")
                .atMost(BACK)
                .ignoreExceptions()
                .until(() -> client.send(
                                        HttpRequest.newBuilder(URI.create(url + "/web/version"))
                                                .build(),
                                        BodyHandlers.discarding())
                                .statusCode()
                        == 200);
    }

    @Override
    public void close() {
        proxy.close();
        dismiss(employees);
    }

    private void dismiss(List<Integer> ids) {
        List<Integer> stays = new ArrayList<>();
        call("hr.attendance", "search", Map.of("domain", List.of(List.of("employee_id", "in", ids))))
                .forEach(id -> stays.add(id.asInt()));
        if (!stays.isEmpty()) {
            call("hr.attendance", "unlink", Map.of("ids", stays));
        }
        if (!ids.isEmpty()) {
            call("hr.employee", "unlink", Map.of("ids", ids));
        }
    }

    private JsonNode call(String model, String method, Map<String, Object> arguments) {
        try {
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(URI.create(url + "/json/2/" + model + "/" + method))
                            .timeout(Duration.ofMinutes(2))
                            .header("Authorization", "bearer " + System.getenv("ODOO_API_KEY"))
                            .header("X-Odoo-Database", System.getenv("ODOO_DB"))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(arguments)))
                            .build(),
                    BodyHandlers.ofByteArray());
            JsonNode result = JSON.readTree(answer.body());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(
                        model + "/" + method + ": " + result.path("message").asText());
            }
            return result;
        } catch (IOException e) {
            throw new IllegalStateException(model + "/" + method, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "Odoo at " + url + (canRestart() ? "" : ", which is not restarted");
    }
}
