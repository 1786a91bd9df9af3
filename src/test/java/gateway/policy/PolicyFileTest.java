package gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.policy.Caller.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

/** The policy: what is shipped, what an administrator's file makes of it, and what is said about one that is wrong. */
class PolicyFileTest {
    private static final String MODEL = """
            models:
              res.partner.bank:
                fields: id, acc_number, partner_id?
                required: [acc_number]
                roles:
                  manager:
                    methods: [list, read, create]
                    read: all
                    write: [acc_number]
            """;

    @TempDir
    Path folder;

    @Test
    void whatIsShippedIsClosedWhereItSaysNothing() {
        Policy policy = policy(null);
        assertThat(policy.find("project/task").orElseThrow().name()).isEqualTo("project.task");
        assertThat(policy.find("stock/product").orElseThrow().model()).isEqualTo("product.product");
        assertThat(policy.find("blog.blog").orElseThrow().name()).isEqualTo("blog.category");
        assertThat(policy.find("sale/rental").orElseThrow().model()).isEqualTo("sale.order");
        assertThat(policy.find("ir.config_parameter")).isEmpty();
        for (PolicyModel model : policy.models()) {
            Grant open = model.grant(Role.PUBLIC).orElse(null);
            if (open != null) {
                assertThat(open.methods()).as(model.name()).isSubsetOf("list", "read", "create");
            }
            model.grant(Role.CUSTOMER)
                    .filter(grant ->
                            !List.of("res.country", "res.country.state").contains(model.name()))
                    .filter(grant -> !grant.write().isEmpty())
                    .ifPresent(grant ->
                            assertThat(grant.isBounded()).as(model.name()).isTrue());
        }
        assertThat(policy.allows("event.event", Role.PUBLIC, "list")).isTrue();
        assertThat(policy.allows("res.partner", Role.PUBLIC, "list")).isFalse();
        assertThat(policy.allows("res.users", Role.MANAGER, "create")).isFalse();
        assertThat(policy.allows("res.users", Role.ADMIN, "create")).isTrue();
    }

    @Test
    void anAdministratorsFileAddsAModelAndReplacesOne() throws IOException {
        Policy policy = policy(MODEL + """
                  res.partner:
                    fields: [id, name]
                    roles:
                      admin: {methods: [list], read: [name]}
                """.replaceAll("(?m)^ {16}", "  "));
        assertThat(policy.allows("res.partner.bank", Role.ADMIN, "create")).isTrue();
        assertThat(policy.allows("res.partner", Role.MANAGER, "list")).isFalse();
        assertThat(policy.find("res.partner").orElseThrow().fields()).containsOnlyKeys("id", "name");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "fields: id, acc_number, partner_id?|fields: id, acc number|3|name|other",
                "fields: id, acc_number, partner_id?|fields: [id|4|YAML|other",
                "read: all|read: [iban]|8|iban|add it there",
                "required: [acc_number]|needed: [acc_number]|4|needed|there are",
                "write: [acc_number]|domain: [[id, \"=\"]]|9|term|operators",
                "write: [acc_number]|domain: ['&', [id, \"=\", 1]]|9|terms|operator",
                "write: [acc_number]|domain: [[id, \"=\", \"{caller.secret}\"]]|9|placeholder|caller.partner",
                "methods: [list, read, create]|methods: [_compute]|7|Methods|public",
                "manager:|boss:|6|boss|customer",
                "models:|model:|1|model|models"
            })
    void aMistakeIsNamedWithFileLineAndRemedy(String from, String to, int line, String what, String remedy)
            throws IOException {
        Path file = Files.writeString(folder.resolve("own.yaml"), MODEL.replace(from, to));
        assertThatThrownBy(() -> new Policy(settings(file.toString())))
                .isInstanceOf(PolicyException.class)
                .hasMessageContainingAll(file + ", line " + line + ": ", what, remedy.equals("other") ? "" : remedy);
    }

    @Test
    void aFileThatIsNotThereEndsTheStart() {
        assertThatThrownBy(() -> new Policy(settings(folder.resolve("none.yaml").toString())))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("HUB_GATEWAY_POLICY");
    }

    private Policy policy(String own) {
        try {
            return new Policy(settings(
                    own == null
                            ? null
                            : Files.writeString(folder.resolve("own.yaml"), own).toString()));
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static GatewayProperties settings(String file) {
        return new GatewayProperties(file, Duration.ofMinutes(10), DataSize.ofMegabytes(10), 0, 0, List.of());
    }
}
