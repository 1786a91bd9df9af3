package hub.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import accounts.users.Role;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** GraphQL as the guide has it: a user's own contacts and products, pulled and read. */
class GraphQlTest extends GraphQlScene {
    @Test
    void theMutationOfTheGuide() {
        JsonNode none = data(token, "mutation { sync_contacts_from_odoo { success message errors } }")
                .path("sync_contacts_from_odoo");
        assertThat(none.toString())
                .isEqualTo("{\"success\":false,\"message\":\"User has no Odoo credentials configured\","
                        + "\"errors\":[\"User has no Odoo credentials configured\"]}");

        String key = connect(userId, "mine", odoo.apiKey());
        int partner = odoo.create("res.partner", Map.of("name", "Ada", "email", "ada@example.com"));
        JsonNode first = data(token, SYNC).path("sync_contacts_from_odoo");
        assertThat(first.path("success").asBoolean()).as(first.toString()).isTrue();
        long all = odoo.count("res.partner");
        assertThat(first.path("read").asLong()).isEqualTo(all);
        assertThat(first.path("created").asLong()).isEqualTo(all);
        assertThat(first.path("errors")).isEmpty();
        assertThat(count("contact", key)).isEqualTo(all);

        odoo.write("res.partner", partner, Map.of("phone", "+1 555 0100"));
        JsonNode second = data(token, SYNC).path("sync_contacts_from_odoo");
        assertThat(second.path("updated").asLong()).as(second.toString()).isEqualTo(1);

        odoo.unlink("res.partner", partner);
        JsonNode full = data(
                        token,
                        "mutation { sync_flow(name: \"contacts\", full: true) { success message marked run_id } }")
                .path("sync_flow");
        assertThat(full.path("marked").asLong()).as(full.toString()).isEqualTo(1);
        assertThat(count("contact", key)).isEqualTo(all - 1);

        JsonNode products = data(token, "mutation { sync_products_from_odoo { success created } }");
        assertThat(products.at("/sync_products_from_odoo/created").asLong()).isEqualTo(odoo.count("product.product"));
    }

    @Test
    void theScriptOfTheGuideFromTokenToSync() {
        HttpResponse<String> saved = http.send(http.anonymous("/api/v1/profile/odoo-credentials")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"odoo_username\":\"" + odoo.username() + "\",\"odoo_password\":\""
                        + odoo.password() + "\",\"odoo_database\":\"" + odoo.database() + "\"}")));
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
        JsonNode synced = data(
                token,
                "\n    mutation {\n        sync_contacts_from_odoo {\n            success\n            message\n        }\n    }\n    ");
        assertThat(synced.at("/sync_contacts_from_odoo/success").asBoolean())
                .as(synced.toString())
                .isTrue();
        assertThat(synced.at("/sync_contacts_from_odoo/message").asText())
                .isEqualTo("Synced " + odoo.count("res.partner") + " contacts from Odoo");
        assertThat(data(token, "{ contacts { nodes { name } } }").at("/contacts/nodes"))
                .hasSize(odoo.count("res.partner"));
    }

    @Test
    void refusedCredentialsAreSaidAsInTheGuide() {
        connect(userId, "mine", "not the key");
        JsonNode refused = data(token, SYNC).path("sync_contacts_from_odoo");
        assertThat(refused.path("success").asBoolean()).isFalse();
        assertThat(refused.path("message").asText()).isEqualTo("Odoo contact sync failed: Invalid Odoo credentials");
        assertThat(refused.path("errors").toString()).isEqualTo("[\"Invalid Odoo credentials\"]");
        assertThat(refused.toString()).doesNotContain("not the key");
    }

    @Test
    void pagesGoOnBehindTheirCursor() {
        String key = connect(userId, "mine", odoo.apiKey());
        for (int id = 1; id <= 5; id++) {
            contact(key, id, "Contact " + id);
        }
        List<String> names = new ArrayList<>();
        String after = "null";
        boolean more = true;
        while (more) {
            JsonNode page = data(
                            token,
                            "{ contacts(first: 2, after: " + after
                                    + ") { nodes { id name status synced_at is_company } page_info { end_cursor has_next_page } } }")
                    .path("contacts");
            page.path("nodes").forEach(node -> names.add(node.path("name").asText()));
            after = page.at("/page_info/end_cursor").toString();
            more = page.at("/page_info/has_next_page").asBoolean();
        }
        assertThat(names).containsExactly("Contact 1", "Contact 2", "Contact 3", "Contact 4", "Contact 5");
        assertThat(data(token, "{ contacts(search: \"CONTACT 3\") { nodes { name } } }")
                        .at("/contacts/nodes"))
                .hasSize(1);
        assertThat(error(token, "{ contacts(after: \"%%\") { nodes { id } } }")).isEqualTo("BAD_REQUEST");
        assertThat(error(token, "{ contacts(first: 0) { nodes { id } } }")).isEqualTo("BAD_REQUEST");
        assertThat(error(token, "{ contacts(first: 501) { nodes { id } } }")).isEqualTo("BAD_REQUEST");
    }

    @Test
    void managersUseTheHubsOwnConnectionAndUsersOnlyFlowsThatKeepThemApart() {
        connect(userId, "mine", odoo.apiKey());
        JsonNode own = data(token, "mutation { sync_flow(name: \"customers\") { success message } }")
                .path("sync_flow");
        assertThat(own.path("success").asBoolean()).isFalse();
        assertThat(count("sync_run", "default")).isZero();

        String name = "graph" + COUNT.incrementAndGet();
        users.create(name, null, Role.MANAGER, PASSWORD, "test");
        JsonNode hubs = data(token(name), "mutation { sync_flow(name: \"countries\") { success message run_id } }")
                .path("sync_flow");
        assertThat(hubs.path("success").asBoolean()).as(hubs.toString()).isTrue();
        assertThat(count("sync_run", "default")).isEqualTo(1);
        JsonNode unknown = data(token(name), "mutation { sync_flow(name: \"nothing\") { success } }");
        assertThat(unknown.at("/sync_flow/success").asBoolean()).isFalse();
    }

    @Test
    void whatAConnectionBroughtGoesWithIt() {
        String key = connect(userId, "mine", odoo.apiKey());
        data(token, SYNC);
        assertThat(count("contact", key)).isPositive();
        users.delete(userId, "test");
        database.sql("DELETE FROM odoo_connection WHERE 'c' || id = ?")
                .param(key)
                .update();
        assertThat(count("contact", key) + count("sync_run", key) + count("sync_flow", key))
                .isZero();
    }
}
