package odoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where connections may lead, by address and at the moment of connecting. */
class OdooReachTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.0.1",
                "100.100.100.200",
                "192.0.0.192",
                "0.0.0.0",
                "224.0.0.1",
                "fe80::1",
                "fd00:ec2::254",
                "::ffff:169.254.169.254",
                "::",
                "ff02::1",
                "64:ff9b::a9fe:a9fe",
                "2002:a9fe:a9fe::1"
            })
    void linkLocalAndMetadataAreOutOfReachForEverybody(String address) throws UnknownHostException {
        assertThat(OdooReach.NETWORK.allows(InetAddress.getByName(address))).isFalse();
        assertThat(OdooReach.INTERNET.allows(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.9.10",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "::1",
                "fc00::1",
                "fdab::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::1"
            })
    void theInsideIsForAdministrators(String address) throws UnknownHostException {
        assertThat(OdooReach.NETWORK.allows(InetAddress.getByName(address))).isTrue();
        assertThat(OdooReach.INTERNET.allows(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"198.18.0.1", "203.0.113.5", "240.0.0.1", "255.255.255.255", "2001:db8::1", "2001::1"})
    void whatIsReservedIsNotTheInternet(String address) throws UnknownHostException {
        assertThat(OdooReach.INTERNET.allows(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450::5", "64:ff9b::808:808"})
    void theInternetIsForEverybody(String address) throws UnknownHostException {
        assertThat(OdooReach.INTERNET.allows(InetAddress.getByName(address))).isTrue();
        assertThat(OdooReach.NETWORK.allows(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void theReachIsHeldWhenTheConnectionIsMade() throws Exception {
        try (CamelContext camel = LightCamel.context();
                StubServer server = new StubServer(request -> StubServer.json(StubServer.VERSION_19))) {
            OdooComponent component = new OdooComponent();
            component.setCamelContext(camel);
            String byName = server.url().replace("127.0.0.1", "localhost");
            for (String url : List.of(server.url(), byName)) {
                OdooReport report = verify(component, url, OdooReach.INTERNET);
                assertThat(report.problem().code()).isEqualTo(OdooReport.Code.ADDRESS_NOT_ALLOWED);
            }
            assertThat(server.requests).as("not one byte was sent").isEmpty();
            verify(component, server.url(), OdooReach.NETWORK);
            assertThat(server.requests).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNotFollowed(int status) throws Exception {
        try (CamelContext camel = LightCamel.context();
                StubServer inside = new StubServer(request -> StubServer.json(StubServer.VERSION_19));
                StubServer outside = new StubServer(request -> StubServer.answer(
                        status, "text/html", "", "Location: " + inside.url() + "/web/webclient/version_info"))) {
            OdooComponent component = new OdooComponent();
            component.setCamelContext(camel);
            OdooReport report = verify(component, outside.url(), OdooReach.NETWORK);
            assertThat(report.problem().code()).isEqualTo(OdooReport.Code.NOT_ODOO);
            assertThat(inside.requests).isEmpty();
        }
    }

    @Test
    void whatIsReleasedIsClosed() throws Exception {
        try (CamelContext camel = LightCamel.context();
                StubServer server = new StubServer(request -> StubServer.json(StubServer.VERSION_19))) {
            OdooComponent component = new OdooComponent();
            component.setCamelContext(camel);
            int before = camel.getEndpoints().size();
            verify(component, server.url(), OdooReach.NETWORK);
            assertThat(camel.getEndpoints()).hasSizeGreaterThan(before);
            component.release("tried");
            assertThat(camel.getEndpoints()).hasSize(before);
        }
    }

    @Test
    void aNameIsAskedForOnceAndTheConnectionGoesToWhatWasLookedAt() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (CamelContext camel = LightCamel.context();
                StubServer server = new StubServer(request -> StubServer.json(StubServer.VERSION_19))) {
            OdooComponent component = new OdooComponent();
            component.setCamelContext(camel);
            // Inside when the connection is made, outside whenever somebody asks again.
            component.useHostNames(host -> new InetAddress[] {
                InetAddress.getByName(asked.getAndIncrement() == 0 ? "127.0.0.1" : "198.51.100.1")
            });
            String byName = server.url().replace("127.0.0.1", "moving.example");
            OdooReport refused = verify(component, byName, OdooReach.INTERNET);
            assertThat(refused.problem().code()).isEqualTo(OdooReport.Code.ADDRESS_NOT_ALLOWED);
            assertThat(asked).hasValue(1);
            assertThat(server.requests).isEmpty();
        }
    }

    @Test
    void oneAddressInsideAmongOthersIsEnoughToRefuse() throws Exception {
        try (CamelContext camel = LightCamel.context();
                StubServer server = new StubServer(request -> StubServer.json(StubServer.VERSION_19))) {
            OdooComponent component = new OdooComponent();
            component.setCamelContext(camel);
            component.useHostNames(
                    host -> new InetAddress[] {InetAddress.getByName("8.8.8.8"), InetAddress.getByName("127.0.0.1")});
            OdooReport refused =
                    verify(component, server.url().replace("127.0.0.1", "both.example"), OdooReach.INTERNET);
            assertThat(refused.problem().code()).isEqualTo(OdooReport.Code.ADDRESS_NOT_ALLOWED);
            assertThat(server.requests).isEmpty();
        }
    }

    private static OdooReport verify(OdooComponent component, String url, OdooReach reach) {
        OdooConnection connection = new OdooConnection(
                "tried", url, "db", "admin", Secret.of("secret"), OdooProtocol.JSONRPC, List.of(), reach);
        return new OdooVerifier(component).verify(connection, List.of());
    }
}
