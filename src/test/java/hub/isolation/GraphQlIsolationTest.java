package hub.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import accounts.users.Role;
import com.fasterxml.jackson.databind.ObjectMapper;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;

/**
 * Every field of the GraphQL schema, tried by others with what is the first user's in every argument. A field or an argument that this
 * test does not know makes it fail.
 */
class GraphQlIsolationTest extends IsolationScene {
    @Autowired
    GraphQlSource source;

    @Test
    void sheSeesWhatIsHersInEveryQuery() throws Exception {
        for (GraphQLFieldDefinition field : source.schema().getQueryType().getFieldDefinitions()) {
            HttpResponse<String> answer = ask(first.token, "query", field, plain(field));
            assertThat(answer.body()).as(field.getName()).contains("\"data\"").doesNotContain("\"errors\"");
            assertThat(answer.body())
                    .as("what others are to get nothing of: " + field.getName())
                    .contains(FirstUser.MARK);
        }
        GraphQLFieldDefinition progress = source.schema().getSubscriptionType().getFieldDefinition("sync_progress");
        assertThat(ask(first.token, "subscription", progress, Map.of("run_id", "\"" + first.run + "\""))
                        .body())
                .contains(FirstUser.MARK);
    }

    @ParameterizedTest
    @EnumSource(names = {"USER", "MANAGER"})
    void othersGetNothingOfHers(Role role) throws Exception {
        String other = person(role);
        String before = first.everything(database);
        GraphQLSchema schema = source.schema();
        Map<String, List<GraphQLFieldDefinition>> roots = new TreeMap<>(Map.of(
                "query", schema.getQueryType().getFieldDefinitions(),
                "mutation", schema.getMutationType().getFieldDefinitions(),
                "subscription", schema.getSubscriptionType().getFieldDefinitions()));
        int tried = 0;
        for (var root : roots.entrySet()) {
            for (GraphQLFieldDefinition field : root.getValue()) {
                for (Map<String, String> arguments : variations(field)) {
                    HttpResponse<String> answer = ask(other, root.getKey(), field, arguments);
                    String what = role + " " + field.getName() + arguments + " " + answer.statusCode();
                    assertThat(answer.statusCode()).as(what).isLessThan(500);
                    assertThat(answer.body())
                            .as(what)
                            .doesNotContain(FirstUser.MARK, "" + first.run, "" + first.contact, "INTERNAL_ERROR");
                    tried++;
                }
            }
        }
        assertThat(tried).isGreaterThan(40);
        assertThat(first.everything(database)).as("what is hers").isEqualTo(before);
    }

    private List<Map<String, String>> variations(GraphQLFieldDefinition field) {
        List<Map<String, String>> all = new ArrayList<>(List.of(plain(field)));
        for (GraphQLArgument argument : field.getArguments()) {
            for (String hers : hers(field, argument.getName())) {
                Map<String, String> values = new LinkedHashMap<>(plain(field));
                values.put(argument.getName(), hers);
                all.add(values);
            }
        }
        return all;
    }

    private Map<String, String> plain(GraphQLFieldDefinition field) {
        Map<String, String> values = new LinkedHashMap<>();
        for (GraphQLArgument argument : field.getArguments()) {
            if (argument.getType() instanceof GraphQLNonNull && !argument.hasSetDefaultValue()) {
                values.put(argument.getName(), hers(field, argument.getName()).get(0));
            }
        }
        return values;
    }

    private List<String> hers(GraphQLFieldDefinition field, String argument) {
        String key = first.connection.key();
        return switch (argument) {
            case "connection" ->
                List.of(
                        quoted(first.connection.name()),
                        quoted(key),
                        quoted("" + first.connection.id()),
                        quoted(first.username),
                        quoted("x' OR connection='" + key));
            case "run_id" -> List.of(quoted("" + first.run), quoted("0" + first.run), quoted(first.run + " OR 1=1"));
            case "after" -> List.of(quoted(cursor(first.contact - 1)), quoted(cursor(first.run + 1)), quoted(key));
            case "search" -> List.of(quoted(FirstUser.MARK), quoted("%"), quoted(key));
            case "name", "flow" -> List.of(quoted("contacts"), quoted("products"), quoted(key));
            case "first" -> List.of("50");
            case "full" -> List.of("true");
            default ->
                fail("What of another user's could stand in '" + argument + "' of " + field.getName()
                        + "? Say it in hers().");
        };
    }

    private HttpResponse<String> ask(
            String token, String root, GraphQLFieldDefinition field, Map<String, String> arguments) throws Exception {
        String given = arguments.isEmpty()
                ? ""
                : arguments.entrySet().stream()
                        .map(each -> each.getKey() + ": " + each.getValue())
                        .collect(Collectors.joining(", ", "(", ")"));
        String query = root + " { " + field.getName() + given + selection(field.getType()) + " }";
        return http.send(http.anonymous("/graphql")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Accept", root.equals("subscription") ? "text/event-stream" : "application/json")
                .POST(BodyPublishers.ofString(new ObjectMapper().writeValueAsString(Map.of("query", query)))));
    }

    /** Everything that can be asked of it. */
    private static String selection(GraphQLType type) {
        if (!(GraphQLTypeUtil.unwrapAll(type) instanceof GraphQLObjectType object)) {
            return "";
        }
        return object.getFieldDefinitions().stream()
                .map(each -> each.getName() + selection(each.getType()))
                .collect(Collectors.joining(" ", " { ", " }"));
    }

    private static String cursor(long position) {
        byte[] text = Long.toString(position).getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }
}
