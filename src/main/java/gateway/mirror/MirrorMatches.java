package gateway.mirror;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which records of the mirror a domain holds, on the connection {@code default}. */
@Component
public class MirrorMatches {
    private static final String CONNECTION = "default";

    private final JdbcClient database;
    private final MirrorFlows flows;

    MirrorMatches(JdbcClient database, MirrorFlows flows) {
        this.database = database;
        this.flows = flows;
    }

    /**
     * Whether the mirror has what the domain asks for; otherwise only Odoo can tell.
     *
     * @param stored names of fields in the mirror, where they have others there
     */
    public boolean canTell(String model, ArrayNode domain, Map<String, String> stored) {
        Set<String> asked = new HashSet<>();
        domain.forEach(term -> asked.add(term.isArray() ? term.path(0).asText() : "id"));
        asked.remove("id");
        return flows.ofModel(model)
                        .filter(flow -> flow.names()
                                .containsAll(asked.stream()
                                        .map(name -> stored.getOrDefault(name, name))
                                        .toList()))
                        .isPresent()
                && DomainSql.of(domain, stored).isPresent();
    }

    /** The first of these names that the mirror has a field of; the first of all where it has none. */
    public String stored(String model, List<String> names) {
        return flows.ofModel(model)
                .flatMap(flow -> names.stream().filter(flow.names()::contains).findFirst())
                .orElse(names.get(0));
    }

    /** @return those of the records that the domain holds, as they are in the mirror now */
    public Set<Long> of(String model, ArrayNode domain, Map<String, String> stored, Set<Long> records) {
        DomainSql bounds = DomainSql.of(domain, stored).orElseThrow();
        JdbcClient.StatementSpec statement = database.sql("SELECT m.odoo_id FROM mirror m"
                        + " WHERE m.connection = :connection AND m.model = :model AND m.odoo_id = ANY (:records) AND NOT m.deleted"
                        + bounds.condition())
                .param("connection", CONNECTION)
                .param("model", model)
                .param("records", records.toArray(Long[]::new));
        for (Map.Entry<String, Object> each : bounds.parameters().entrySet()) {
            statement = statement.param(each.getKey(), each.getValue());
        }
        return new HashSet<>(statement.query(Long.class).list());
    }
}
