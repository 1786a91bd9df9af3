package flows;

import hub.HubTest;

/** The page on the practice Odoo. */
@HubTest
class AddAFlowTest extends AddAFlow {}
