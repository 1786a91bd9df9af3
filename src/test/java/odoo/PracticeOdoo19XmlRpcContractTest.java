package odoo;

class PracticeOdoo19XmlRpcContractTest extends PracticeOdooContract {
    PracticeOdoo19XmlRpcContractTest() {
        super(19, OdooProtocol.XMLRPC, OdooProtocol.XMLRPC);
    }
}
