package odoo;

import org.junit.jupiter.api.Tag;

@Tag("real-odoo")
class RealOdooXmlRpcContractTest extends OdooContract {
    @Override
    OdooConnection connection() {
        return RealOdoo.connection(OdooProtocol.XMLRPC);
    }

    @Override
    OdooProtocol expectedProtocol() {
        return OdooProtocol.XMLRPC;
    }

    @Override
    int expectedMajor() {
        return 19;
    }
}
