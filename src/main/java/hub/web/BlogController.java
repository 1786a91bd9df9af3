package hub.web;

import gateway.blog.BlogFeed;
import gateway.blog.BlogPages;
import gateway.blog.BlogReads;
import gateway.blog.Post;
import gateway.blog.PostFilter;
import gateway.blog.Posts;
import gateway.mirror.ReadRefusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** The blog's pages, its RSS feed and the sitemap, each with ETag and Last-Modified. */
@RestController
class BlogController {
    private static final int PER_PAGE = 10;
    private static final int IN_FEED = 20;
    private static final int IN_SITEMAP = 49_999;
    private static final int LAST_PAGE = 10_000;

    private final BlogReads reads;
    private final BlogPages pages;
    private final BlogFeed feed;

    BlogController(BlogReads reads, BlogPages pages, BlogFeed feed) {
        this.reads = reads;
        this.pages = pages;
        this.feed = feed;
    }

    @GetMapping("/blog")
    ResponseEntity<byte[]> list(@RequestParam(name = "page", defaultValue = "1") String number, WebRequest request) {
        int page = number.matches("[1-9][0-9]{0,4}") ? Math.min(Integer.parseInt(number), LAST_PAGE) : 1;
        Posts posts = reads.posts(new PostFilter(0, 0, "", page, PER_PAGE));
        return answer(request, MediaType.TEXT_HTML, pages.list(posts), posts.changed());
    }

    @GetMapping("/blog/{idOrSlug}")
    ResponseEntity<byte[]> post(@PathVariable("idOrSlug") String idOrSlug, WebRequest request) {
        Optional<Post> post = reads.post(idOrSlug);
        return post.isEmpty()
                ? problem(404, "There is no such post.", 0)
                : answer(
                        request,
                        MediaType.TEXT_HTML,
                        pages.post(post.get()),
                        post.get().changed());
    }

    @GetMapping("/blog/feed.xml")
    ResponseEntity<byte[]> feed(WebRequest request) {
        Posts posts = reads.posts(PostFilter.newest(IN_FEED));
        return answer(request, MediaType.APPLICATION_RSS_XML, feed.rss(posts), posts.changed());
    }

    @GetMapping("/sitemap.xml")
    ResponseEntity<byte[]> sitemap(WebRequest request) {
        Posts posts = reads.addresses(IN_SITEMAP);
        return answer(request, MediaType.APPLICATION_XML, feed.sitemap(posts), posts.changed());
    }

    @ExceptionHandler
    ResponseEntity<byte[]> refused(ReadRefusal refusal) {
        return problem(refusal.getStatus(), refusal.getMessage(), refusal.getRetryAfter());
    }

    private static ResponseEntity<byte[]> answer(WebRequest request, MediaType type, String text, Instant changed) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        String etag = "W/\"" + DigestUtils.md5DigestAsHex(body) + '"';
        if (request.checkNotModified(etag, changed.toEpochMilli())) {
            return null;
        }
        return ResponseEntity.ok()
                .contentType(new MediaType(type, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(1)).cachePublic())
                .eTag(etag)
                .lastModified(changed)
                .body(body);
    }

    private static ResponseEntity<byte[]> problem(int status, String detail, long retryAfter) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status)
                .contentType(MediaType.parseMediaType(Problem.MEDIA_TYPE))
                .cacheControl(CacheControl.noStore());
        if (retryAfter > 0) {
            answer.header(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter));
        }
        return answer.body(Problems.json(Problem.of(status, detail)).getBytes(StandardCharsets.UTF_8));
    }
}
