package odoo;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Finds the addresses of a host. Each connection asks once, and goes to the addresses that were looked at. */
@FunctionalInterface
public interface HostNames {
    /** As the machine resolves names. */
    HostNames SYSTEM = InetAddress::getAllByName;

    /** @throws UnknownHostException when there is no host of that name */
    InetAddress[] resolve(String host) throws UnknownHostException;
}
