package odoo;

class PracticeOdoo14XmlRpcContractTest extends PracticeOdooContract {
    PracticeOdoo14XmlRpcContractTest() {
        super(14, OdooProtocol.XMLRPC, OdooProtocol.XMLRPC);
    }
}
