package odoo;

import org.junit.jupiter.api.Tag;

@Tag("real-odoo")
class RealOdooJson2ContractTest extends OdooContract {
    @Override
    OdooConnection connection() {
        return RealOdoo.connection(OdooProtocol.JSON2);
    }

    @Override
    OdooProtocol expectedProtocol() {
        return OdooProtocol.JSON2;
    }

    @Override
    int expectedMajor() {
        return 19;
    }
}
