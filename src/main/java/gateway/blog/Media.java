package gateway.blog;

/**
 * An image of Odoo, whole.
 *
 * @param type its media type, by its first bytes
 * @param etag as in the header ETag
 * @param bytes the file
 */
record Media(String type, String etag, byte[] bytes) {}
