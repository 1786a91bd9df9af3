package flows;

import hub.HubTest;
import odoo.RealOdoo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/** The page on the Odoo that ODOO_URL names. */
@HubTest
@Tag("real-odoo")
class RealOdooAddAFlowTest extends AddAFlow {
    @BeforeEach
    void connect() {
        RealOdoo.connect(camel);
    }
}
