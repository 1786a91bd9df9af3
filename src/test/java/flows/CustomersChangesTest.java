package flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import routes.FlowFailedException;
import sync.RunFigures;
import sync.RunMode;

/** What becomes of customers whose partners change, part or merge in Odoo. */
class CustomersChangesTest extends FlowTest {

    @Test
    void whoStopsBeingACustomerIsMarkedAndComesBack() {
        int archived = partner("A", "a@example.org");
        int bare = partner("B", "b@example.org");
        int child = partner("C", "c@example.org");
        int parent = partner("D", "d@example.org");
        pull();
        odoo.write("res.partner", archived, Map.of("active", false));
        odoo.write("res.partner", bare, Map.of("email", false));
        odoo.write("res.partner", child, Map.of("parent_id", parent));

        assertThat(pull().marked()).isEqualTo(3);

        assertThat(customer(archived)).containsEntry("odoo_status", "archived");
        assertThat(customer(bare)).containsEntry("odoo_status", "no_email");
        assertThat(customer(child)).containsEntry("odoo_status", "child_contact");
        odoo.write("res.partner", archived, Map.of("active", true));
        pull();
        assertThat(customer(archived)).containsEntry("odoo_status", "linked");
    }

    @Test
    void aDeletedPartnerIsMarkedByReconciliation() {
        int gone = partner("Gone", "gone@example.org");
        int stays = partner("Stays", "stays@example.org");
        pull();
        odoo.unlink("res.partner", gone);

        assertThat(pull().marked()).isZero();
        assertThat(run(RunMode.RECONCILE).getFigures().marked()).isEqualTo(1);

        assertThat(customer(gone)).containsEntry("odoo_status", "deleted");
        assertThat(customer(stays)).containsEntry("odoo_status", "linked");
        assertThat(run(RunMode.RECONCILE).getFigures().marked()).isZero();
    }

    @Test
    void manyMissingAtOnceAreNotTakenForDeletions() {
        int[] ids = new int[40];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = partner("P" + i, "p" + i + "@example.org");
        }
        pull();
        odoo.unlink("res.partner", ids);

        assertThatThrownBy(() -> run(RunMode.RECONCILE))
                .isInstanceOf(FlowFailedException.class)
                .hasMessageContaining("no longer lists 40 of 4")
                .hasMessageContaining("nothing was marked");

        assertThat(lastRun()).containsEntry("status", "failed");
        assertThat(jdbc.sql("SELECT count(*) FROM customers WHERE odoo_status = 'deleted'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void anAddressThatAnotherHoldsIsRejectedAndHealsWhenItIsFree() {
        int first = partner("First", "same@example.org");
        int second = partner("Second", "SAME@example.org");

        RunFigures figures = pull();

        assertThat(figures.rejected()).isEqualTo(1);
        assertThat(openRejects()).singleElement().satisfies(r -> assertThat(r)
                .containsEntry("odoo_id", (long) second)
                .containsEntry("reason", "email_taken")
                .containsEntry("blocked_by", (long) first));
        odoo.write("res.partner", first, Map.of("email", "other@example.org"));
        pull();
        assertThat(openRejects()).isEmpty();
        assertEqualToSource();
    }

    @Test
    void twoPartnersMaySwapTheirAddresses() {
        int a = partner("A", "a@example.org");
        int b = partner("B", "b@example.org");
        pull();
        odoo.write("res.partner", a, Map.of("email", "b@example.org"));
        odoo.write("res.partner", b, Map.of("email", "a@example.org"));

        assertThat(pull().rejected()).isZero();

        assertThat(customer(a)).containsEntry("email", "b@example.org");
        assertThat(customer(b)).containsEntry("email", "a@example.org");
    }

    @Test
    void aChainThatIsHeldUpIsRejectedRecordByRecordAndHeals() {
        int last = partner("Last", "z@example.org");
        int middle = partner("Middle", "y@example.org");
        int first = partner("First", "x@example.org");
        pull();
        odoo.write("res.partner", middle, Map.of("email", "z@example.org"));
        odoo.write("res.partner", first, Map.of("email", "y@example.org"));

        assertThat(pull().rejected()).isEqualTo(2);

        assertThat(customer(last)).containsEntry("email", "z@example.org");
        assertThat(customer(first)).containsEntry("email", "x@example.org");
        odoo.write("res.partner", last, Map.of("email", "free@example.org"));
        pull();
        assertThat(openRejects()).isEmpty();
        assertEqualToSource();
    }

    @Test
    void aMergeIntoAPartnerWithoutAddressKeepsTheCustomerAndThePassword() {
        int old = partner("Old", "shop@example.org");
        int kept = partner("Kept", null);
        pull();
        Object account = withPassword(old).get("account_number");
        odoo.write("res.partner", kept, Map.of("email", "shop@example.org"));
        odoo.unlink("res.partner", old);

        pull();

        assertThat(customers()).isEqualTo(1 + fixtures());
        assertThat(customer(kept))
                .containsEntry("account_number", account)
                .containsEntry("password", "hash of " + old)
                .containsEntry("odoo_status", "linked");
        assertThat(openRejects()).isEmpty();
    }

    @Test
    void aMergeOfTwoCustomersLeavesOneAndLosesNoPassword() {
        int old = partner("Old", "shop@example.org");
        int kept = partner("Kept", "kept@example.org");
        pull();
        withPassword(old);
        odoo.write("res.partner", kept, Map.of("email", "shop@example.org"));
        odoo.write("res.partner", old, Map.of("active", false));

        pull();

        assertThat(customer(kept))
                .containsEntry("email", "shop@example.org")
                .containsEntry("password", "hash of " + old)
                .containsEntry("odoo_status", "linked");
        assertThat(customer(old))
                .containsEntry("odoo_status", "merged")
                .containsEntry("email", null)
                .containsEntry("merged_into", customer(kept).get("id"));
        assertThat(jdbc.sql("SELECT count(*) FROM customers WHERE email = 'shop@example.org'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    private Map<String, Object> withPassword(int partner) {
        jdbc.sql("UPDATE customers SET password = ?, email_verified_at = now() WHERE odoo_partner_id = ?")
                .params("hash of " + partner, partner)
                .update();
        return customer(partner);
    }

    /** The customers among the partners that every practice Odoo has. */
    private long fixtures() {
        return jdbc.sql("SELECT count(*) FROM customers WHERE name NOT IN ('Old', 'Kept')")
                .query(Long.class)
                .single();
    }
}
