package hub.graphql;

/** With two practice Odoos; the 19 is the hub's own, so the script is as in the guide, without an address. */
class GuideScriptTest extends GuideScript {
    @Override
    Odoo newer() {
        return new Odoo(null, own.database(), own.username(), own.password());
    }

    @Override
    int partners() {
        return own.count("res.partner");
    }
}
