package odoo;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Where a connection may lead. It is held when the name has been resolved and the connection is about to be made, so a name
 * that later leads elsewhere is held as well; redirects are never followed.
 */
public enum OdooReach {
    /** Wherever the address leads: for whoever runs the hub. */
    ANY,
    /** Everywhere but link-local addresses and those where clouds keep their metadata. */
    NETWORK,
    /** The public Internet only: no loopback, private, link-local, reserved or multicast address. */
    INTERNET;

    private static final List<Range> METADATA = Range.of(
            "169.254.0.0/16",
            "100.100.100.200/32",
            "192.0.0.192/32",
            "fe80::/10",
            "fd00:ec2::254/128",
            "fd20:ce::254/128");

    private static final List<Range> RESERVED = Range.of(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",
            "2001::/23",
            "2001:db8::/32",
            "3fff::/20");

    private static final List<Range> GLOBAL_IPV6 = Range.of("2000::/3", "64:ff9b::/96");
    private static final List<Range> IPV4_AT_END = Range.of("64:ff9b::/96", "::/96");
    private static final List<Range> IPV4_AFTER_PREFIX = Range.of("2002::/16");

    private record Range(byte[] start, int bits) {
        static List<Range> of(String... written) {
            return Arrays.stream(written).map(Range::parse).toList();
        }

        private static Range parse(String written) {
            String[] parts = written.split("/");
            return new Range(literal(parts[0]).getAddress(), Integer.parseInt(parts[1]));
        }

        boolean holds(byte[] address) {
            boolean same = address.length == start.length;
            for (int bit = 0; same && bit < bits; bit++) {
                same = ((address[bit / 8] ^ start[bit / 8]) & 0x80 >> bit % 8) == 0;
            }
            return same;
        }
    }

    /** Whether a connection may be made to this address. */
    public boolean allows(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (this == ANY) {
            return true;
        }
        if (address.isAnyLocalAddress() || address.isMulticastAddress() || in(METADATA, bytes)) {
            return false;
        }
        if (this == INTERNET && (in(RESERVED, bytes) || bytes.length == 16 && !in(GLOBAL_IPV6, bytes))) {
            return false;
        }
        byte[] inner = ipv4Within(bytes);
        return inner == null || address.isLoopbackAddress() || allows(address(inner));
    }

    /** The IPv4 address that an IPv6 one stands for (NAT64, 6to4), or null. */
    private static byte[] ipv4Within(byte[] address) {
        if (in(IPV4_AT_END, address)) {
            return Arrays.copyOfRange(address, 12, 16);
        }
        return in(IPV4_AFTER_PREFIX, address) ? Arrays.copyOfRange(address, 2, 6) : null;
    }

    private static boolean in(List<Range> ranges, byte[] address) {
        return ranges.stream().anyMatch(range -> range.holds(address));
    }

    private static InetAddress literal(String written) {
        try {
            return InetAddress.getByName(written);
        } catch (UnknownHostException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }
}
