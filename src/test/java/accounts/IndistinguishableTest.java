package accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stranger cannot find out which addresses are customers'. */
class IndistinguishableTest extends AccountsTest {
    private static final int SAMPLES = 31;

    @Test
    void checkEmailAnswersTheSameForEverybody() {
        long blocked = client.customer("Blocked", "blocked-check@example.com");
        database.sql("UPDATE customers SET account_status = 'blocked' WHERE id = ?")
                .param(blocked)
                .update();
        for (String operation : List.of("check-email", "send-setup-link", "forgot-password")) {
            String path = "/api/auth/" + operation;
            Map<String, Object> known = seen(client.post(path, "email", email));
            assertThat(seen(client.post(path, "email", "stranger@example.com"))).isEqualTo(known);
            assertThat(seen(client.post(path, "email", "blocked-check@example.com")))
                    .isEqualTo(known);
            assertThat(seen(client.post(path, "email", "not an address"))).isEqualTo(known);
            assertThat(seen(client.post(path, "email", "nul\u0000@example.com")))
                    .isEqualTo(known);
        }
    }

    @Test
    void aRefusedSignInSaysTheSameForEveryCause() {
        signedUp();
        Map<String, Object> wrong = seen(login("not the password"));
        assertThat(wrong).containsEntry("status", 401);
        client.customer("Without", "without-password@example.com");
        for (String other : List.of("stranger@example.com", "without-password@example.com", "'; --", "a@b")) {
            assertThat(seen(client.post("/api/auth/login", "email", other, "password", PASSWORD)))
                    .as(other)
                    .isEqualTo(wrong);
        }
        assertThat(seen(login("x".repeat(100)))).as("too long").isEqualTo(wrong);
        database.sql("UPDATE customers SET account_status = 'blocked' WHERE id = ?")
                .param(id)
                .update();
        assertThat(seen(login(PASSWORD))).as("blocked").isEqualTo(wrong);
        database.sql("UPDATE customers SET account_status = 'active', odoo_status = 'archived' WHERE id = ?")
                .param(id)
                .update();
        assertThat(seen(login(PASSWORD))).as("archived").isEqualTo(wrong);
    }

    @Test
    void aWrongCodeSaysTheSameForEveryAddress() {
        client.post("/api/auth/check-email", "email", email);
        String right = mail(email, 1).code();
        String customers = email;
        for (String wrong : List.of("x12345", right.equals("000000") ? "000001" : "000000")) {
            email = customers;
            Map<String, Object> known = seen(setup(wrong, PASSWORD));
            assertThat(known).containsEntry("status", 422);
            email = "stranger-with-code@example.com";
            assertThat(seen(setup(wrong, PASSWORD))).as(wrong).isEqualTo(known);
        }
    }

    @Test
    void signInTakesAsLongForAStrangerAsForACustomer() {
        signedUp();
        compare(
                () -> login("not the password"),
                () -> client.post("/api/auth/login", "email", "stranger2@example.com", "password", "not the password"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"check-email", "send-setup-link", "forgot-password"})
    void askingForMailTakesAsLongForAStrangerAsForACustomer(String operation) {
        String stranger = operation + "-stranger@example.com";
        compare(
                () -> client.post("/api/auth/" + operation, "email", email),
                () -> client.post("/api/auth/" + operation, "email", stranger));
    }

    /** Medians of samples taken in turns, so that what else the machine does hits both. */
    private static void compare(Supplier<HttpResponse<String>> one, Supplier<HttpResponse<String>> other) {
        List<Double> first = new ArrayList<>();
        List<Double> second = new ArrayList<>();
        int status = 0;
        for (int i = -3; i < SAMPLES; i++) {
            long begin = System.nanoTime();
            status = one.get().statusCode();
            long middle = System.nanoTime();
            assertThat(other.get().statusCode()).isEqualTo(status);
            long end = System.nanoTime();
            if (i >= 0) {
                first.add((middle - begin) / 1e6);
                second.add((end - middle) / 1e6);
            }
        }
        assertThat(status).isNotEqualTo(429);
        double a = median(first);
        double b = median(second);
        assertThat(Math.abs(a - b))
                .as("medians %.1f ms and %.1f ms", a, b)
                .isLessThan(Math.max(8, 0.35 * Math.max(a, b)));
    }

    private static double median(List<Double> samples) {
        Collections.sort(samples);
        return samples.get(samples.size() / 2);
    }

    /** All that a client sees but the clock. */
    private static Map<String, Object> seen(HttpResponse<String> response) {
        Map<String, Object> seen = new TreeMap<>(response.headers().map());
        seen.remove("date");
        seen.put("status", response.statusCode());
        seen.put("body", response.body());
        return seen;
    }
}
