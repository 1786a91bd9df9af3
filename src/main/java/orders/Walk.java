package orders;

import static orders.States.CANCEL;
import static orders.States.CONFIRMED;
import static orders.States.DONE;
import static orders.States.DRAFT;
import static orders.States.PROGRESS;
import static orders.States.TO_CLOSE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;

/**
 * Brings a manufacturing order to another state by Odoo's own buttons. The order is read after each of them, and what it has
 * become decides what is done next; so a walk that was interrupted anywhere is simply walked again.
 */
public final class Walk extends Conversation {
    private static final int MOST_STEPS = 16;

    private final long id;
    private final ProductionChange change;
    private final OrderPolicy policy;
    private Production order;
    private boolean looked;
    private boolean assigned;
    private boolean recorded;
    private boolean finished;
    private String last = "";
    private int steps;
    private int doubts;

    Walk(String connection, long id, ProductionChange change, OrderPolicy policy) {
        super(connection);
        this.id = id;
        this.change = change;
        this.policy = policy;
        look();
    }

    /** The order as it was read last; null before. */
    Production order() {
        return order;
    }

    long id() {
        return id;
    }

    private void look() {
        ask(MethodCall.read(Production.MODEL, Production.FIELDS, id), this::seen);
    }

    private void seen(JsonNode records) {
        if (records.isEmpty()) {
            refuse(Refusal.of(
                    404,
                    "deleted-in-odoo",
                    "Odoo has no such manufacturing order.",
                    "It may have been deleted there; create a new one."));
            return;
        }
        order = Production.of(records.get(0));
        if (looked) {
            step();
            return;
        }
        looked = true;
        Refusal refusal = change.guard().apply(order);
        if (refusal != null) {
            refuse(refusal);
        } else if (change.state() != null && !mayBecome(change.state())) {
            refuse(impossible("An order that is " + order.state() + " cannot become " + change.state() + "."));
        } else if (change.producing() != null && States.isFinal(order.state())) {
            refuse(impossible("Of an order that is " + order.state() + " nothing more can be produced."));
        } else if (change.producing() != null && !fits(change.producing().compareTo(order.quantity()))) {
            refuse(Refusal.of(
                    422,
                    "quantity-does-not-fit",
                    "With this qty_producing an order of this quantity cannot become " + change.state() + ".",
                    "Less than the quantity goes with progress, all of it with to_close; done goes with both."));
        } else if (change.values().isEmpty()) {
            step();
        } else {
            act(MethodCall.write(Production.MODEL, id, values()));
        }
    }

    private boolean mayBecome(String state) {
        return order.state().equals(state) || States.from(order.state()).contains(state);
    }

    /** Odoo itself decides by the quantity whether an order is in progress or to be closed. */
    private boolean fits(int compared) {
        String state = change.state();
        return state == null || state.equals(DONE) || state.equals(compared < 0 ? PROGRESS : TO_CLOSE);
    }

    private Refusal impossible(String detail) {
        return new Refusal(
                409,
                "not-possible",
                detail,
                "Ask for one of the allowed states.",
                order.state(),
                States.from(order.state()));
    }

    /** The values under the names that this Odoo knows. */
    private ObjectNode values() {
        ObjectNode values = change.values().deepCopy();
        if (major() < Creation.RENAMED && values.has("date_start")) {
            values.set("date_planned_start", values.remove("date_start"));
        }
        return values;
    }

    private void step() {
        String now = order.state();
        String want = change.state() == null ? now : change.state();
        boolean quantity = change.producing() != null && !recorded;
        if (now.equals(want) && !quantity || finished) {
            return;
        }
        String mark = now + recorded + assigned;
        if (mark.equals(last) || ++steps > MOST_STEPS) {
            refuse(impossible("Odoo left the order " + now + " when it was asked to make it " + want + "."));
            return;
        }
        last = mark;
        if (CANCEL.equals(want)) {
            act(MethodCall.button(Production.MODEL, "action_cancel", id));
        } else if (DRAFT.equals(now)) {
            act(MethodCall.button(Production.MODEL, "action_confirm", id));
        } else if (PROGRESS.equals(want) && CONFIRMED.equals(now) && change.producing() == null) {
            start();
        } else if (DONE.equals(want) && CONFIRMED.equals(now) && !assigned) {
            assign();
        } else if (!recorded) {
            record();
        } else if (DONE.equals(want)) {
            finish();
        } else {
            refuse(impossible("With this quantity Odoo takes the order as " + now + ", not as " + want + "."));
        }
    }

    private void act(MethodCall button) {
        ask(button, done -> look(), this::doubted);
    }

    /** Before 17 there is no such button: an order is in progress once something of it is being produced. */
    private void start() {
        ask(MethodCall.button(Production.MODEL, "action_start", id), done -> look(), failure -> {
            if (failure.get("cause").equals("not-set-up")) {
                refuse(Refusal.of(
                        422,
                        "quantity-missing",
                        "This Odoo takes an order as in progress once something of it is being produced.",
                        "Send qty_producing as well."));
            } else {
                doubted(failure);
            }
        });
    }

    /** Odoo may say that there is nothing to reserve; that is no reason to stop. */
    private void assign() {
        assigned = true;
        ask(MethodCall.button(Production.MODEL, "action_assign", id), done -> look(), failure -> {
            if (failure.get("cause").equals("refused")) {
                look();
            } else {
                doubted(failure);
            }
        });
    }

    private void record() {
        if (DONE.equals(change.state()) && policy.shortage() == OrderPolicy.Shortage.REFUSE && !order.isReserved()) {
            refuse(impossible("Not all components of the order are in stock."));
            return;
        }
        recorded = true;
        new Recording(this, order, quantity()).begin(this::look);
    }

    private BigDecimal quantity() {
        if (change.producing() != null) {
            return change.producing();
        }
        boolean all = TO_CLOSE.equals(change.state()) || order.producing().signum() == 0;
        return all ? order.quantity() : order.producing();
    }

    private void finish() {
        finished = true;
        new Finish(this, order, policy).begin(this::look);
    }

    /** The answer to a button was lost: what the order is now says whether it was pressed. */
    void doubted(Map<String, String> failure) {
        if (failure.get("cause").equals(UNKNOWN) && doubts++ < 1) {
            recorded = false;
            last = "";
            look();
        } else {
            fail(failure);
        }
    }

    Refusal notDone(String detail, String remedy) {
        return new Refusal(409, "not-possible", detail, remedy, order.state(), States.from(order.state()));
    }
}
