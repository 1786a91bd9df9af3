package odoo;

import org.junit.jupiter.api.Tag;

@Tag("real-odoo")
class RealOdooAutoContractTest extends OdooContract {
    @Override
    OdooConnection connection() {
        return RealOdoo.connection(OdooProtocol.AUTO);
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
