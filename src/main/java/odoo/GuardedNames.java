package odoo;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves names, and refuses one of which any address lies beyond the connection's reach.
 *
 * @param reach where a connection may lead
 * @param names who knows the addresses
 */
public record GuardedNames(OdooReach reach, HostNames names) implements DnsResolver {

    /** The name leads to where the connection must not go. */
    static final class BeyondReachException extends UnknownHostException {}

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = names.resolve(host);
        for (InetAddress address : addresses) {
            if (!reach.allows(address)) {
                throw new BeyondReachException();
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return names.resolve(host)[0].getCanonicalHostName();
    }
}
