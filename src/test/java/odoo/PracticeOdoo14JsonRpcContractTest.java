package odoo;

class PracticeOdoo14JsonRpcContractTest extends PracticeOdooContract {
    PracticeOdoo14JsonRpcContractTest() {
        super(14, OdooProtocol.JSONRPC, OdooProtocol.JSONRPC);
    }
}
