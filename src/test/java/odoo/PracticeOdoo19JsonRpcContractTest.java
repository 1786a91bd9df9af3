package odoo;

class PracticeOdoo19JsonRpcContractTest extends PracticeOdooContract {
    PracticeOdoo19JsonRpcContractTest() {
        super(19, OdooProtocol.JSONRPC, OdooProtocol.JSONRPC);
    }
}
