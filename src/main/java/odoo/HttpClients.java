package odoo;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.CompositeHttpConfigurer;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.util.URISupport;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.socket.ConnectionSocketFactory;
import org.apache.hc.client5.http.socket.PlainConnectionSocketFactory;
import org.apache.hc.client5.http.ssl.SSLConnectionSocketFactory;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The camel-http endpoint that calls travel over. It takes TLS, proxy and pool settings from Camel's {@code http} or
 * {@code https} component, and adds what Odoo needs: no automatic retries (a write must not be sent twice), no cookies
 * (calls of several users share a pool), no redirects, a limit on the answer's size, and connections that log nothing.
 */
final class HttpClients {
    private static final TimeValue CHECK_IDLE_AFTER = TimeValue.ofMilliseconds(200);

    private HttpClients() {}

    static HttpEndpoint endpoint(CamelContext context, String uri, OdooTransport.Settings settings, HostNames names) {
        HttpEndpoint endpoint = create(context, uri);
        endpoint.setHeaderFilterStrategy(new OdooHeaders());
        endpoint.setHttpActivityListener(null);
        endpoint.setLogHttpActivity(false);
        endpoint.setHttpClientConfigurer(CompositeHttpConfigurer.combineConfigurers(
                endpoint.getHttpClientConfigurer(), builder -> configure(builder, settings)));
        HttpComponent component = endpoint.getComponent();
        boolean shared = component.getClientConnectionManager() != null;
        if (!shared) {
            endpoint.getClientConnectionManager().close(CloseMode.GRACEFUL);
        }
        // One that the configuration shares does not look where names lead.
        if (!shared || settings.reach() != OdooReach.ANY) {
            endpoint.setClientConnectionManager(pool(context, component, settings, names));
        }
        return endpoint;
    }

    /** As camel-http builds it from the component's options, with connections that log nothing. */
    private static PoolingHttpClientConnectionManager pool(
            CamelContext context, HttpComponent component, OdooTransport.Settings settings, HostNames names) {
        PoolingHttpClientConnectionManager pool = new PoolingHttpClientConnectionManager(
                RegistryBuilder.<ConnectionSocketFactory>create()
                        .register("http", PlainConnectionSocketFactory.getSocketFactory())
                        .register(
                                "https",
                                new SSLConnectionSocketFactory(
                                        trust(context, component), component.getX509HostnameVerifier()))
                        .build(),
                PoolConcurrencyPolicy.STRICT,
                PoolReusePolicy.LIFO,
                TimeValue.ofMilliseconds(component.getConnectionTimeToLive()),
                null,
                new GuardedNames(settings.reach(), names),
                QuietConnection.factory());
        pool.setMaxTotal(component.getMaxTotalConnections());
        pool.setDefaultMaxPerRoute(component.getConnectionsPerRoute());
        pool.setDefaultConnectionConfig(ConnectionConfig.custom()
                .setConnectTimeout(Timeout.ofMilliseconds(settings.limits().connectTimeout()))
                .setSocketTimeout(Timeout.ofMilliseconds(settings.limits().responseTimeout()))
                .setValidateAfterInactivity(CHECK_IDLE_AFTER)
                .build());
        return pool;
    }

    private static SSLContext trust(CamelContext context, HttpComponent component) {
        SSLContextParameters parameters = component.getSslContextParameters();
        if (parameters == null && component.isUseGlobalSslContextParameters()) {
            parameters = context.getSSLContextParameters();
        }
        try {
            if (parameters != null) {
                return parameters.createSSLContext(context);
            }
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The TLS settings of the http component cannot be used", e);
        }
        return component.isUseSystemProperties() ? SSLContexts.createSystemDefault() : SSLContexts.createDefault();
    }

    private static HttpEndpoint create(CamelContext context, String uri) {
        try {
            String scheme = uri.substring(0, uri.indexOf(':'));
            HttpEndpoint endpoint = (HttpEndpoint) context.getComponent(scheme).createEndpoint(uri);
            context.addEndpoint(URISupport.normalizeUri(uri) + "&odoo=" + System.identityHashCode(endpoint), endpoint);
            return endpoint;
        } catch (Exception e) {
            throw new IllegalStateException("Cannot open an HTTP client for " + uri, e);
        }
    }

    private static void configure(HttpClientBuilder builder, OdooTransport.Settings settings) {
        builder.disableAutomaticRetries();
        builder.disableRedirectHandling();
        builder.disableCookieManagement();
        builder.disableAuthCaching();
        builder.addExecInterceptorFirst(
                "odoo-limits", (request, scope, chain) -> AnswerLimits.limit(request, scope, chain, settings));
    }

    /** Sends every header that is set except Camel's own, and brings back the few that matter. */
    private static final class OdooHeaders implements HeaderFilterStrategy {
        private static final Set<String> WANTED =
                Set.of("date", "retry-after", "content-length", "content-type", "location");

        @Override
        public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
            return name.regionMatches(true, 0, "Camel", 0, 5) || name.equalsIgnoreCase(Exchange.CONTENT_TYPE);
        }

        @Override
        public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
            return !WANTED.contains(name.toLowerCase(Locale.ROOT));
        }
    }
}
