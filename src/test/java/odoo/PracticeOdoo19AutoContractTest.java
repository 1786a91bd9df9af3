package odoo;

class PracticeOdoo19AutoContractTest extends PracticeOdooContract {
    PracticeOdoo19AutoContractTest() {
        super(19, OdooProtocol.AUTO, OdooProtocol.JSON2);
    }
}
