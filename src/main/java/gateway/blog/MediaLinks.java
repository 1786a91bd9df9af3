package gateway.blog;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses of Odoo's images, and what they are at the hub. */
final class MediaLinks {
    /** Where the hub passes images on. */
    static final String PREFIX = "/media/odoo/";

    private static final Pattern ATTACHMENT = Pattern.compile(
            "(?:https?://[^/]+)?/web/(?:image|content)/(\\d+|[a-z0-9_]+\\.[A-Za-z0-9_.]+)(?:[-/?#].*)?");
    private static final Pattern FILE = Pattern.compile(
            "(?:https?://[^/]+)?/([a-z0-9_]+/static/[A-Za-z0-9_./-]+\\.(?:png|jpe?g|gif|webp))(?:[?#].*)?",
            Pattern.CASE_INSENSITIVE);

    private MediaLinks() {}

    /** The hub's address of an image; one elsewhere as it is when it comes over https; null for none. */
    static String hub(String source) {
        Matcher attachment = ATTACHMENT.matcher(source);
        if (attachment.matches()) {
            return PREFIX + attachment.group(1);
        }
        Matcher file = FILE.matcher(source);
        if (file.matches() && !source.contains("..")) {
            return PREFIX + file.group(1).replace('/', '~');
        }
        return source.startsWith("https://") ? source : null;
    }

    /** Path in Odoo of a file that a module brings; null when the key is an attachment's. */
    static String file(String key) {
        return key.indexOf('~') > 0 ? "/" + key.replace('~', '/') : null;
    }
}
