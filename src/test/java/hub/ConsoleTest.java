package hub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What Hawtio gets, so that it is quick and shows what there is to see. */
@HubTest
class ConsoleTest {
    private static final String JOLOKIA = "/hawtio/jolokia/";
    private static final String CAMEL = "exec/org.apache.camel:context=odoo-hub,type=context,name=%22odoo-hub%22/";

    @LocalServerPort
    int port;

    private OpsSession session;

    @BeforeEach
    void signIn() {
        session = OpsSession.open(new HubHttp(port));
        session.signIn(HubTest.ADMIN, HubTest.PASSWORD);
    }

    @Test
    void itBeginsWithTheFlows() {
        assertThat(session.get("/hawtio").headers().firstValue("Location").orElse(""))
                .endsWith("/hawtio/jmx?nid=odoo-hub-Flow-folder");
        assertThat(session.get("/hawtio/jmx?nid=odoo-hub-Flow-folder").body()).contains("<html");
    }

    @Test
    void itsListOfMBeansDescribesEachClassOnce() {
        assertThat(session.get(JOLOKIA + "list?maxDepth=9&listCache=true").body())
                .hasSizeLessThan(3_000_000)
                .contains(
                        "\"org.apache.camel:org.apache.camel.management.mbean.ManagedSuspendableRoute\"",
                        "name=customers")
                .as("steps have none")
                .doesNotContain("ManagedBeanProcessor");
    }

    @Test
    void itsDiagramsShowTheStepsOfRoutes() {
        String routes = HubHttp.json(session.get(JOLOKIA + CAMEL + "dumpRoutesAsXml()"))
                .path("value")
                .asText();
        assertThat(routes)
                .contains("id=\"customers-pull\"", "uri=\"direct:pull-pages\"", "routeConfigurationId=\"pull-errors\"")
                .doesNotContain("onException")
                .endsWith("</routes>");
    }
}
