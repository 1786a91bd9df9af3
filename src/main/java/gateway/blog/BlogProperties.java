package gateway.blog;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The blog that everybody may read.
 *
 * @param title what the blog's page and feed are called (default Blog)
 * @param publicUrl how readers reach the hub, for links in the feed and the sitemap (default {@code hub.accounts.public-url})
 * @param mediaMax how large an image may be that is passed on from Odoo (default 5MB)
 * @param mediaCache how much memory images may take that were passed on lately (default 32MB)
 */
@ConfigurationProperties("hub.blog")
public record BlogProperties(
        @DefaultValue("Blog") String title,
        String publicUrl,
        @DefaultValue("5MB") DataSize mediaMax,
        @DefaultValue("32MB") DataSize mediaCache) {}
