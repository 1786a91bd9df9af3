package odoo;

class PracticeOdoo19Json2ContractTest extends PracticeOdooContract {
    PracticeOdoo19Json2ContractTest() {
        super(19, OdooProtocol.JSON2, OdooProtocol.JSON2);
    }
}
