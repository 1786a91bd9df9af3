package odoo;

import java.util.List;
import practice.PracticeOdoo;

/** The contract on a practice Odoo of a given version. */
abstract class PracticeOdooContract extends OdooContract {
    private final int version;
    private final OdooProtocol protocol;
    private final OdooProtocol expected;
    private PracticeOdoo practice;

    PracticeOdooContract(int version, OdooProtocol protocol, OdooProtocol expected) {
        this.version = version;
        this.protocol = protocol;
        this.expected = expected;
    }

    @Override
    OdooConnection connection() {
        practice = PracticeOdoo.builder().version(version).partners(60).start();
        String secret = expected == OdooProtocol.JSON2 ? practice.apiKey() : practice.password();
        return new OdooConnection(
                "default",
                practice.url(),
                practice.database(),
                practice.username(),
                Secret.of(secret),
                protocol,
                List.of());
    }

    @Override
    void closeOdoo() {
        practice.close();
    }

    @Override
    OdooProtocol expectedProtocol() {
        return expected;
    }

    @Override
    int expectedMajor() {
        return version;
    }
}
