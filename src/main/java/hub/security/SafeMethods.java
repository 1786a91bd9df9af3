package hub.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/** Which requests change nothing, by their method (RFC 9110, 9.2.1). */
final class SafeMethods {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private SafeMethods() {}

    /** Whether the request is of a safe method. */
    static boolean isSafe(HttpServletRequest request) {
        return SAFE.contains(request.getMethod());
    }

    /** Whether the request asks for content, or for its headers: all that files and documents answer. */
    static boolean isRead(HttpServletRequest request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }
}
