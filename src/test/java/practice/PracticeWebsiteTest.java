package practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import practice.data.PracticeData;

/** Events, tasks, meetings, posts, orders and users answer as Odoo 19 and 14 do. */
class PracticeWebsiteTest {
    private static final PracticeOdoo ODOO =
            PracticeOdoo.builder().seed(PracticeData.website()).start();
    private static final PracticeOdoo OLD =
            PracticeOdoo.builder().version(14).seed(PracticeData.website()).start();

    @AfterAll
    static void stop() {
        ODOO.close();
        OLD.close();
    }

    @Test
    void aFullEventTakesNobody() {
        int full = only("event.event", "First aid for dogs");
        JsonNode refused = call("event.registration/create", "{'vals_list':{'event_id':%d,'name':'Boris'}}", full);
        assertThat(refused.path("message").asText())
                .isEqualTo("There are not enough seats available for First aid for dogs:\n"
                        + "First aid for dogs: missing 1 seat(s)");
        JsonNode event = call("event.event/read", "{'ids':[%d],'fields':['seats_available','seats_taken']}", full);
        assertThat(event.get(0).get("seats_available").asInt()).isZero();
        assertThat(event.get(0).get("seats_taken").asInt()).isOne();
    }

    @Test
    void onTheOlderOneOnlyAConfirmedRegistrationTakesASeat() {
        int full = OLD.ids("event.event").get(2);
        int draft = OLD.create("event.registration", java.util.Map.of("event_id", full, "name", "Boris"));
        assertThat(OLD.record("event.registration", draft)).containsEntry("state", "draft");
        JsonNode refused = new Client(OLD).rpc("event.registration", "action_confirm", "[[" + draft + "]]", "{}");
        assertThat(refused.at("/error/data/message").asText()).isEqualTo("No more available seats.");
    }

    @Test
    void aRegistrationTakesNameAndMailFromThePartner() {
        int open = only("event.event", "Open day");
        int id = call("event.registration/create", "{'vals_list':{'event_id':%d,'partner_id':3}}", open)
                .get(0)
                .asInt();
        assertThat(ODOO.record("event.registration", id))
                .containsEntry("email", "admin@example.com")
                .containsEntry("state", "open");
        assertThat(said("event.registration/create", "{'vals_list':{'name':'Nobody'}}"))
                .contains("Missing required value for the field 'Event' (event_id)");
    }

    @Test
    void endsComeAfterBeginnings() {
        assertThat(
                        said(
                                "event.event/create",
                                "{'vals_list':{'name':'E','date_begin':'2027-01-02 10:00:00','date_end':'2027-01-01 10:00:00'}}"))
                .isEqualTo("The closing date cannot be earlier than the beginning date.");
        assertThat(said(
                        "calendar.event/create",
                        "{'vals_list':{'name':'M','start':'2027-01-01 10:00:00','stop':'2027-01-01 09:00:00'}}"))
                .isEqualTo("The ending date and time cannot be earlier than the starting date and time.\n"
                        + "Meeting “M” starts at 2027-01-01 10:00:00 and ends at 2027-01-01 09:00:00");
    }

    @Test
    void tasksAreOpenUntilTheirStateSaysOtherwise() {
        int task =
                ODOO.create("project.task", java.util.Map.of("name", "T", "description", "<p>a</p><script>b</script>"));
        assertThat(ODOO.record("project.task", task))
                .containsEntry("is_closed", false)
                .containsEntry("description", "<p>a</p>");
        ODOO.write("project.task", task, java.util.Map.of("state", "1_canceled"));
        assertThat(ODOO.record("project.task", task)).containsEntry("is_closed", true);
        assertThat(said("project.task/create", "{'vals_list':{'name':'U','project_id':999999}}"))
                .isEqualTo("Record does not exist or has been deleted.\n(Record: project.project(999999,), User: 2)");
    }

    @Test
    void postsHaveAddressesAndKeepScripts() {
        int blog = ODOO.ids("blog.blog").get(0);
        int post = ODOO.create(
                "blog.post",
                java.util.Map.of("name", "Höhe & Weite!", "blog_id", blog, "content", "<p>hi <script>x</script></p>"));
        assertThat(ODOO.record("blog.post", post))
                .containsEntry("website_url", "/blog/dog-life-" + blog + "/hohe-weite-" + post)
                .containsEntry("teaser", "hi...")
                .containsEntry("is_published", false)
                .containsEntry("content", "<p>hi <script>x</script></p>");
        ODOO.unlink("blog.post", post);
    }

    @Test
    void ordersAddUpAndAreConfirmedOnce() {
        int product = ODOO.create("product.product", java.util.Map.of("name", "Crate", "list_price", 750.0));
        int order = call(
                        "sale.order/create",
                        "{'vals_list':{'partner_id':3,'order_line':[[0,0,{'product_id':%d,'product_uom_qty':3}],"
                                + "[0,0,{'display_type':'line_note','name':'hello'}]]}}",
                        product)
                .get(0)
                .asInt();
        assertThat(ODOO.record("sale.order", order))
                .containsEntry("amount_total", 2250.0)
                .containsEntry("name", "S%05d".formatted(order));
        assertThat(call("sale.order/action_confirm", "{'ids':[%d]}", order).asBoolean())
                .isTrue();
        assertThat(said("sale.order/action_confirm", "{'ids':[" + order + "]}"))
                .isEqualTo("Some orders are not in a state requiring confirmation.");
        assertThat(said("sale.order/unlink", "{'ids':[" + order + "]}")).contains("You must first cancel it.");
        assertThat(said(
                        "sale.order/create",
                        "{'vals_list':{'partner_id':3,'order_line':[[0,0,{'product_id':999999}]]}}"))
                .contains("(Record: product.product(999999,)");
    }

    @Test
    void usersSignInWithThePasswordTheyWereGiven() throws java.io.IOException {
        int portal = call(
                        "ir.model.data/search_read",
                        "{'domain':[['module','=','base'],['name','=','group_portal']],'fields':['res_id']}")
                .get(0)
                .get("res_id")
                .asInt();
        int user = call(
                        "res.users/create",
                        "{'vals_list':{'login':'ines','name':'Ines','password':'a secret','group_ids':[[6,0,[%d]]]}}",
                        portal)
                .get(0)
                .asInt();
        assertThat(ODOO.record("res.users", user)).containsEntry("share", true).containsEntry("password", null);
        JsonNode session = Client.JSON.readTree(new Client(ODOO)
                .post(
                        "/web/session/authenticate",
                        "application/json",
                        Client.quoted("{'jsonrpc':'2.0','params':{'db':'" + ODOO.database()
                                + "','login':'ines','password':'a secret'}}"))
                .body());
        assertThat(session.at("/result/uid").asInt()).isEqualTo(user);
        assertThat(said("res.users/create", "{'vals_list':{'login':'ines','name':'Again'}}"))
                .isEqualTo("You can not have two users with the same login!");
        assertThat(said("res.users/write", "{'ids':[" + user + "],'vals':{'group_ids':[[4,1]]}}"))
                .contains("exclusive groups");
    }

    private static int only(String model, String name) {
        return call(model + "/search", "{'domain':[['name','=','" + name + "']]}")
                .get(0)
                .asInt();
    }

    private static JsonNode call(String path, String body, Object... values) {
        return new Client(ODOO).call(path, body.formatted(values));
    }

    private static String said(String path, String body) {
        return call(path, body).path("message").asText();
    }
}
