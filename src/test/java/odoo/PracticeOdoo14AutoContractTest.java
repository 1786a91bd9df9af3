package odoo;

class PracticeOdoo14AutoContractTest extends PracticeOdooContract {
    PracticeOdoo14AutoContractTest() {
        super(14, OdooProtocol.AUTO, OdooProtocol.JSONRPC);
    }
}
