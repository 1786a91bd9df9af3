package orders;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** The operations createManufacturingOrder and updateManufacturingOrder, as the bean {@code manufacturingRequests}. */
@Component("manufacturingRequests")
public class ManufacturingRequests {
    private static final String CONNECTION = "default";

    private final JdbcClient jdbc;
    private final Creations creations;
    private final Manufacturing manufacturing;
    private final Leases leases;
    private final OrderPolicy policy;

    ManufacturingRequests(
            JdbcClient jdbc, Creations creations, Manufacturing manufacturing, Leases leases, OrderPolicy policy) {
        this.jdbc = jdbc;
        this.creations = creations;
        this.manufacturing = manufacturing;
        this.leases = leases;
        this.policy = policy;
    }

    /**
     * Creates a manufacturing order; asked again with the same key, answers with the one that was made.
     *
     * @param request product_id, product_qty and, where given, date_planned_start, date_deadline, origin and priority
     * @throws OrderRefusal saying why it was not created, or that this is not known
     */
    public String create(@Body Map<String, Object> request, @Header("Idempotency-Key") String key, Exchange exchange) {
        String origin = request.get("origin") == null
                ? null
                : request.get("origin").toString().strip();
        Creations.Asked asked = new Creations.Asked(
                CONNECTION,
                actor(),
                key,
                ((Number) request.get("product_id")).longValue(),
                decimal(request.get("product_qty")),
                origin == null || origin.isEmpty() ? null : origin,
                values(request, "priority"));
        Creations.Stored stored = creations.ofOrder(asked).orElseGet(() -> creations.ask(asked));
        if (key != null && stored.fingerprint() != null && !stored.fingerprint().equals(asked.fingerprint())) {
            throw OrderRefusal.of(
                    422, "Idempotency-Key", "key-used", "Another manufacturing order was asked for with this key.");
        }
        if (stored.odooId() != null) {
            return answer(exchange, read(stored.odooId()), "Manufacturing order was created in Odoo before", 200);
        }
        Creation creation = creations.create(stored.id()).orElseThrow(ManufacturingRequests::underWay);
        if (creation.created() == null) {
            creations.forget(stored.id());
        }
        Outcomes.check(creation);
        return answer(exchange, creation.created(), "Manufacturing order created successfully in Odoo", 201);
    }

    /**
     * Changes a manufacturing order, and brings it to another state.
     *
     * @param request those of state, qty_producing, date_planned_start, date_deadline, origin and priority that change
     * @param match ETags of which the order has to have one; null for any
     * @throws OrderRefusal saying why it was not changed
     */
    public String change(
            @Header("id") long id,
            @Body Map<String, Object> request,
            @Header("If-Match") String match,
            Exchange exchange) {
        ObjectNode values = values(request, "priority", "origin");
        Object state = request.get("state");
        Object producing = request.get("qty_producing");
        ProductionChange change = new ProductionChange(
                state == null ? null : state.toString(),
                producing == null ? null : decimal(producing),
                values,
                unchanged(match));
        Walk walk = new Walk(CONNECTION, id, change, policy);
        if (!leases.hold(walk, manufacturing)) {
            throw underWay();
        }
        seen(walk.order());
        Outcomes.check(walk);
        return answer(exchange, walk.order(), "Manufacturing order updated successfully in Odoo", 200);
    }

    private Production read(long id) {
        Walk look = manufacturing.hold(new Walk(
                CONNECTION,
                id,
                new ProductionChange(null, null, Conversation.JSON.createObjectNode(), any -> null),
                policy));
        Outcomes.check(look);
        return look.order();
    }

    /** Lets a change go on only where the order is as the client saw it. */
    private Function<Production, Refusal> unchanged(String match) {
        return order -> match == null
                        || match.strip().equals("*")
                        || Arrays.stream(match.split(",")).map(String::strip).anyMatch(etag(order)::equals)
                ? null
                : Refusal.of(
                        412,
                        "changed-meanwhile",
                        "The manufacturing order is no longer what it was when it was read.",
                        "Read it again and decide anew.");
    }

    private String etag(Production order) {
        return jdbc.sql("SELECT 'W/\"' || md5(mirror_shape('mrp.production', ?::jsonb)::text) || '\"'")
                .param(order.answered().toString())
                .query(String.class)
                .single();
    }

    private void seen(Production order) {
        if (order != null) {
            jdbc.sql("SELECT manufacturing_seen(?, ?::jsonb)")
                    .params(CONNECTION, order.shown().toString())
                    .query()
                    .listOfRows();
        }
    }

    private String answer(Exchange exchange, Production order, String message, int status) {
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        exchange.getMessage().setHeader("ETag", etag(order));
        exchange.getMessage().setHeader("Cache-Control", "no-store");
        ObjectNode answer =
                Conversation.JSON.createObjectNode().put("success", true).put("message", message);
        answer.set("data", order.answered());
        return answer.toString();
    }

    /** Dates as Odoo writes them, and these members as they are. */
    private static ObjectNode values(Map<String, Object> request, String... members) {
        ObjectNode values = Conversation.JSON.createObjectNode();
        for (String member : members) {
            if (request.get(member) != null) {
                values.put(member, request.get(member).toString());
            }
        }
        date(request, "date_planned_start", values, "date_start");
        date(request, "date_deadline", values, "date_deadline");
        return values;
    }

    private static void date(Map<String, Object> request, String member, ObjectNode values, String field) {
        if (request.get(member) != null) {
            values.put(field, Times.odoo(Times.read(request.get(member).toString(), "/" + member)));
        }
    }

    private static BigDecimal decimal(Object number) {
        return new BigDecimal(number.toString());
    }

    private static OrderRefusal underWay() {
        return new OrderRefusal(
                Refusal.of(409, "under-way", "Another request is at it just now.", "Try again in a moment."),
                "body",
                1);
    }

    static String actor() {
        var who = SecurityContextHolder.getContext().getAuthentication();
        return who == null ? "unknown" : who.getName();
    }
}
