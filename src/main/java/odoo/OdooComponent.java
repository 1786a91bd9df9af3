package odoo;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.regex.Pattern;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls methods of Odoo models: {@code odoo:res.partner/search_read?fields=name,email}. Connections come from the one
 * {@link OdooConnections} bean in the registry, or from {@link #setConnections}.
 */
@Component("odoo")
public class OdooComponent extends DefaultComponent {
    private static final Logger LOG = LoggerFactory.getLogger(OdooComponent.class);
    private static final Duration FIRST_IDLE = Duration.ofMinutes(10);
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][\\w.]*");

    @Metadata(description = "Defaults for the options of all endpoints.")
    private OdooConfiguration configuration = new OdooConfiguration();

    @Metadata(
            label = "advanced",
            defaultValue = "600000",
            description = "Milliseconds after which a model's list of fields is asked for again.")
    private long fieldsCacheExpiry = 600_000;

    @Metadata(
            label = "advanced",
            defaultValue = "600000",
            description = "Milliseconds after which the HTTP client of a server that is not called any more is closed.")
    private long httpClientIdle = FIRST_IDLE.toMillis();

    @Metadata(
            label = "advanced",
            description = "Where connections come from; the one bean of this type in the registry when not set.")
    private OdooConnections connections;

    private volatile HostNames hostNames = HostNames.SYSTEM;
    private final Map<String, OdooSession> sessions = new ConcurrentHashMap<>();
    private final OdooTransports transports = new OdooTransports(
            settings -> new OdooTransport(getCamelContext(), settings, hostNames), FIRST_IDLE, System::nanoTime);
    private final Set<String> warned = ConcurrentHashMap.newKeySet();
    private ExecutorService readers;

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        String[] path = remaining.split("/", -1);
        if (path.length != 2
                || !NAME.matcher(path[0]).matches()
                || !NAME.matcher(path[1]).matches()) {
            throw new IllegalArgumentException(
                    "'" + remaining + "' is not model/method, for example odoo:res.partner/search_read");
        }
        OdooConfiguration copy = configuration.copy();
        copy.setModel(path[0]);
        copy.setMethod(path[1]);
        OdooEndpoint endpoint = new OdooEndpoint(uri, this, copy);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    /**
     * Tries the credentials of a connection again after Odoo refused them, and asks for its version afresh.
     *
     * @param connection the connection's name
     */
    public void forgetRefusal(String connection) {
        sessions.remove(connection);
    }

    /**
     * Forgets a connection that is not used any more, and closes its HTTP clients unless another connection uses them.
     *
     * @param connection the connection's name
     */
    public void release(String connection) {
        OdooSession gone = sessions.remove(connection);
        if (gone != null) {
            transports.close(settings ->
                    isFor(settings, gone) && sessions.values().stream().noneMatch(other -> isFor(settings, other)));
        }
    }

    private static boolean isFor(OdooTransport.Settings settings, OdooSession session) {
        return settings.url().equals(session.connection().url())
                && settings.reach() == session.connection().reach();
    }

    /**
     * The session of a connection, a new one when its credentials changed.
     *
     * @throws IllegalArgumentException when there is no such connection
     */
    OdooSession session(String name) {
        OdooConnection connection = connections().get(name);
        if (connection == null) {
            throw new IllegalArgumentException("There is no Odoo connection named '" + name + "'");
        }
        return session(connection);
    }

    OdooSession session(OdooConnection connection) {
        OdooSession known = sessions.get(connection.name());
        if (known != null && known.connection().equals(connection)) {
            return known;
        }
        return sessions.compute(
                connection.name(),
                (name, old) -> old != null && old.connection().equals(connection) ? old : open(connection));
    }

    private OdooSession open(OdooConnection connection) {
        if (connection.exposesSecret() && warned.add(connection.url())) {
            LOG.warn(
                    "Connection '{}' sends its key in clear text to {}: use https",
                    connection.name(),
                    connection.url());
        }
        OdooSession.Context context = new OdooSession.Context(
                transports, this::tell, OdooCall.Limits.of(configuration), Duration.ofMillis(fieldsCacheExpiry));
        return new OdooSession(connection, context);
    }

    private OdooConnections connections() {
        if (connections == null) {
            connections = CamelContextHelper.findSingleByType(getCamelContext(), OdooConnections.class);
        }
        if (connections == null) {
            throw new IllegalStateException("The odoo component needs one OdooConnections bean in the registry");
        }
        return connections;
    }

    private void tell(OdooCallListener.Call call) {
        for (OdooCallListener listener : getCamelContext().getRegistry().findByType(OdooCallListener.class)) {
            try {
                listener.called(call);
            } catch (RuntimeException e) {
                LOG.warn("{} failed", ObjectHelper.className(listener), e);
            }
        }
    }

    /** Threads that read pages ahead; each reader takes no more than its {@code parallel} option. */
    synchronized ExecutorService readers() {
        if (readers == null) {
            readers = getCamelContext().getExecutorServiceManager().newCachedThreadPool(this, "OdooRead");
        }
        return readers;
    }

    @Override
    protected void doStop() throws Exception {
        if (readers != null) {
            getCamelContext().getExecutorServiceManager().shutdownNow(readers);
            readers = null;
        }
        sessions.clear();
        transports.close(any -> true);
        super.doStop();
    }

    /** How hosts are found. */
    public HostNames hostNames() {
        return hostNames;
    }

    /** Finds hosts in another way from the next HTTP client on. */
    public void useHostNames(HostNames names) {
        hostNames = names;
    }

    public OdooConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(OdooConfiguration configuration) {
        this.configuration = configuration;
    }

    public long getFieldsCacheExpiry() {
        return fieldsCacheExpiry;
    }

    public void setFieldsCacheExpiry(long fieldsCacheExpiry) {
        this.fieldsCacheExpiry = fieldsCacheExpiry;
    }

    public long getHttpClientIdle() {
        return httpClientIdle;
    }

    public void setHttpClientIdle(long httpClientIdle) {
        this.httpClientIdle = httpClientIdle;
        transports.keep(Duration.ofMillis(httpClientIdle));
    }

    public OdooConnections getConnections() {
        return connections;
    }

    public void setConnections(OdooConnections connections) {
        this.connections = connections;
    }
}
