package gateway.records;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gateway.mirror.CallerLimit;
import gateway.mirror.ReadRefusal;
import gateway.policy.Grant;
import gateway.records.Access.Admission;
import gateway.records.Values.Taken;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import odoo.OdooConstants;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/** For routes: what a caller wants to change. The policy is held against it, then Odoo is asked, as few times as can be. */
@Component("recordWrites")
public class RecordWrites {
    private final Access access;
    private final CallerLimit callers;
    private final Values values;
    private final LineValues lines;
    private final Desk desk;
    private final Repeats repeats;
    private final Representation representation;

    RecordWrites(
            Access access,
            CallerLimit callers,
            Values values,
            LineValues lines,
            Desk desk,
            Repeats repeats,
            Representation representation) {
        this.access = access;
        this.callers = callers;
        this.values = values;
        this.lines = lines;
        this.desk = desk;
        this.repeats = repeats;
        this.representation = representation;
    }

    /**
     * Creates a record.
     *
     * @param address name or alias of the model
     * @param key repeats of a request carry the same; null for none
     * @param prefer {@code return=representation} for the whole record in the answer
     * @return the answer's JSON
     * @throws ReadRefusal saying why not
     */
    public String create(
            @Header("model") String address,
            @Body String body,
            @Header("Idempotency-Key") String key,
            @Header("Prefer") String prefer,
            Exchange exchange) {
        callers.count();
        Admission who = access.admit(address, Grant.CREATE);
        if (who.caller().isNobody()) {
            callers.countStranger();
        }
        ObjectNode given = RequestBody.object(body);
        Taken[] taken = new Taken[1];
        long id = repeats.once(
                who.caller(),
                key,
                who.model().name() + given,
                () -> doing(who, () -> {
                    taken[0] = values.ofNew(who, given);
                    return desk.ask(
                                    who.model().model(),
                                    "create",
                                    taken[0].values().toString(),
                                    Map.of())
                            .path(0)
                            .longValue();
                }));
        written(who, id, exchange);
        exchange.getMessage().setHeader("Location", "/api/" + who.model().name() + "/" + id);
        List<String> leftOut = taken[0] == null ? List.of() : taken[0].leftOut();
        return representation.answer(who, id, 201, prefer, leftOut, exchange);
    }

    /**
     * Changes the fields that are given.
     *
     * @param match ETags of which the record has to have one; null for any
     */
    public String update(
            @Header("model") String address,
            @Header("id") long id,
            @Body String body,
            @Header("If-Match") String match,
            @Header("Prefer") String prefer,
            Exchange exchange) {
        callers.count();
        Admission who = access.admit(address, Grant.UPDATE);
        Taken taken = doing(who, () -> {
            Taken changes = values.ofChange(who, RequestBody.object(body));
            if (changes.values().isEmpty()) {
                throw ReadRefusal.of(422, "This Odoo has none of these fields; nothing was done.");
            }
            reach(who, id, match);
            lines.check(who, id, changes.values());
            desk.ask(
                    who.model().model(),
                    "write",
                    changes.values().toString(),
                    Map.of(OdooConstants.IDS, "[" + id + "]"));
            return changes;
        });
        written(who, id, exchange);
        return representation.answer(who, id, 200, prefer, taken.leftOut(), exchange);
    }

    /** Deletes a record. */
    public String delete(
            @Header("model") String address,
            @Header("id") long id,
            @Header("If-Match") String match,
            Exchange exchange) {
        callers.count();
        Admission who = access.admit(address, Grant.DELETE);
        doing(who, () -> {
            reach(who, id, match);
            return desk.ask(who.model().model(), "unlink", "[" + id + "]", Map.of());
        });
        written(who, id, exchange);
        return Representation.plain(id, 200, List.of(), exchange);
    }

    /** Calls a method of Odoo that the policy names. */
    public String call(
            @Header("model") String address,
            @Header("id") long id,
            @Header("method") String method,
            @Header("If-Match") String match,
            @Header("Prefer") String prefer,
            Exchange exchange) {
        callers.count();
        if (List.of(Grant.LIST, Grant.READ, Grant.CREATE, Grant.UPDATE, Grant.DELETE)
                .contains(method)) {
            throw ReadRefusal.of(404, "There is no such method here.");
        }
        Admission who = access.admit(address, method);
        doing(who, () -> {
            reach(who, id, match);
            return desk.ask(who.model().model(), method, "{\"ids\":[" + id + "]}", Map.of());
        });
        written(who, id, exchange);
        return representation.answer(who, id, 200, prefer, List.of(), exchange);
    }

    /** Leaves to the route which record was written: exchange properties writtenModel and writtenId. */
    private static void written(Admission who, long id, Exchange exchange) {
        exchange.setProperty("writtenModel", who.model().model());
        exchange.setProperty("writtenId", id);
    }

    /** Lets a change go on only where the record is the caller's to see, and is as the caller saw it. */
    private void reach(Admission who, long id, String match) {
        ArrayNode bounds = access.bounds(who);
        if (match != null) {
            representation.expect(who, id, match);
        } else if (!bounds.isEmpty()) {
            bounds.addArray().add("id").add("=").add(id);
            if (desk.search(who.model().model(), "id", bounds, 1).isEmpty()) {
                throw ReadRefusal.of(404, "There is no such record, or it is not for you.");
            }
        }
    }

    private static <T> T doing(Admission who, Supplier<T> what) {
        try {
            return what.get();
        } catch (ReadRefusal refusal) {
            throw refusal;
        } catch (RuntimeException failed) {
            throw WriteFailures.of(failed, who);
        }
    }
}
