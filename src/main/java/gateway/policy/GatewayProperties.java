package gateway.policy;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The gateway to Odoo's models.
 *
 * @param policy path of the administrator's own policy file, which adds models to those that are shipped or replaces them
 * @param fields how long what Odoo says of a model's fields is remembered (default 10 minutes)
 * @param maxAttachment largest file that is taken in or given out (default 10 MB)
 * @param strangerWrites what may be changed within an hour from one address by those who are not signed in; 0 is without limit
 *     (default 60)
 * @param visitorReads requests for the blog, its pages, images and feed that one address may send within a minute; 0 is without limit
 *     (default 600)
 * @param attachmentTypes media types of files that are taken in, by what is in them; {@code image/*} stands for all images
 */
@ConfigurationProperties("hub.gateway")
public record GatewayProperties(
        String policy,
        @DefaultValue("10m") Duration fields,
        @DefaultValue("10MB") DataSize maxAttachment,
        @DefaultValue("60") int strangerWrites,
        @DefaultValue("600") int visitorReads,

        @DefaultValue({
            "application/pdf",
            "image/png",
            "image/jpeg",
            "image/gif",
            "image/webp",
            "text/plain",
            "text/csv",
            "application/zip",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            "application/vnd.oasis.opendocument.text",
            "application/vnd.oasis.opendocument.spreadsheet"
        })
        java.util.List<String> attachmentTypes) {}
