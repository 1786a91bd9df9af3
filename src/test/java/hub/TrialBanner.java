package hub;

import connections.OdooProperties;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import sync.FlowStates;
import sync.RunFinished;

/** Tells whoever started the trial run what came in, where to look, and how to sign in. */
class TrialBanner {
    private static final String FLOW = "customers";

    private final JdbcClient jdbc;
    private final FlowStates states;
    private final HubProperties settings;
    private final ServletWebServerApplicationContext server;
    private final OdooProperties odoo;
    private boolean shown;

    TrialBanner(
            JdbcClient jdbc,
            FlowStates states,
            HubProperties settings,
            ServletWebServerApplicationContext server,
            OdooProperties odoo) {
        this.jdbc = jdbc;
        this.states = states;
        this.settings = settings;
        this.server = server;
        this.odoo = odoo;
    }

    /** Data from an earlier trial run is there already, and no pull starts by itself. */
    @EventListener(ApplicationReadyEvent.class)
    void ready() {
        if (states.watermark(FLOW, "default").isPresent()) {
            show("Customers from an earlier run: "
                    + jdbc.sql("SELECT count(*) FROM customers")
                            .query(Long.class)
                            .single());
        }
    }

    @EventListener
    void finished(RunFinished event) {
        if (!event.run().getName().equals(FLOW)) {
            return;
        }
        var figures = event.run().getFigures();
        show(
                event.failure() == null
                        ? "Pulled %,d partners in %d ms: %,d customers created, %,d updated, %,d skipped %s, %,d rejected"
                                .formatted(
                                        figures.read(),
                                        event.took().toMillis(),
                                        figures.created(),
                                        figures.updated(),
                                        figures.skippedTotal(),
                                        figures.skipped(),
                                        figures.rejected())
                        : "The first pull failed: " + event.failure());
    }

    private synchronized void show(String news) {
        if (shown) {
            return;
        }
        shown = true;
        String base =
                "http://" + settings.address() + ":" + server.getWebServer().getPort();
        System.out.printf(
                """

                  odoo-hub  %s
                  ------------------------------------------------------------------------------
                  Odoo      %s
                  Hawtio    %s/hawtio
                  REST      %s/swagger-ui   (for example GET /api/v1/sync/runs)
                  Mail      %s
                  Sign in   %s, password %s
                  Stop      Ctrl+C; the data stays in .hub/

                """,
                news,
                odoo.url(),
                base,
                base,
                TrialMail.address(),
                settings.admin().username(),
                password());
    }

    private String password() {
        return System.getenv("HUB_ADMIN_PASSWORD") == null
                ? settings.admin().password()
                : "as set in HUB_ADMIN_PASSWORD";
    }
}
