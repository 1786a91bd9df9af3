package odoo;

import org.junit.jupiter.api.Tag;

@Tag("real-odoo")
class RealOdooJsonRpcContractTest extends OdooContract {
    @Override
    OdooConnection connection() {
        return RealOdoo.connection(OdooProtocol.JSONRPC);
    }

    @Override
    OdooProtocol expectedProtocol() {
        return OdooProtocol.JSONRPC;
    }

    @Override
    int expectedMajor() {
        return 19;
    }
}
