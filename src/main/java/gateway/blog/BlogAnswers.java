package gateway.blog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Message;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;

/** For routes: the answers of {@code openapi/blog.yaml}, with ETags. */
@Component("blogAnswers")
public class BlogAnswers {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PER_PAGE = 10;

    private final BlogReads reads;

    BlogAnswers(BlogReads reads) {
        this.reads = reads;
    }

    /** A page of posts. */
    public byte[] posts(
            @Header("category") Long category,
            @Header("tag") Long tag,
            @Header("q") String text,
            @Header("page") Integer page,
            @Header("per_page") Integer perPage,
            Exchange exchange)
            throws JsonProcessingException {
        Posts posts = reads.posts(new PostFilter(
                category == null ? 0 : category,
                tag == null ? 0 : tag,
                text == null ? "" : text.strip(),
                page == null ? 1 : page,
                perPage == null ? PER_PAGE : perPage));
        ObjectNode answer = success();
        answer.put("count", posts.summaries().size());
        answer.putArray("data").addAll(posts.summaries());
        answer.put("total", posts.total());
        answer.put("page", posts.page());
        answer.put("more", posts.more());
        return answer(answer, exchange);
    }

    /** One post; null when there is none that everybody may read. */
    public byte[] post(@Header("idOrSlug") String idOrSlug, Exchange exchange) throws JsonProcessingException {
        Optional<Post> post = reads.post(idOrSlug);
        if (post.isEmpty()) {
            return null;
        }
        ObjectNode data = post.get().summary().deepCopy();
        data.put("html", post.get().html());
        data.put("title", post.get().title());
        data.put("description", post.get().description());
        return answer(success().set("data", data), exchange);
    }

    public byte[] categories(Exchange exchange) throws JsonProcessingException {
        return answer(success().set("data", reads.categories()), exchange);
    }

    public byte[] tags(Exchange exchange) throws JsonProcessingException {
        return answer(success().set("data", reads.tags()), exchange);
    }

    private static ObjectNode success() {
        return JSON.createObjectNode().put("success", true);
    }

    /** @return JSON; empty with status 304 when the client has it already */
    private static byte[] answer(JsonNode answer, Exchange exchange) throws JsonProcessingException {
        byte[] body = JSON.writeValueAsString(answer).getBytes(StandardCharsets.UTF_8);
        String etag = "W/\"" + DigestUtils.md5DigestAsHex(body) + '"';
        Message message = exchange.getMessage();
        String known = message.getHeader("If-None-Match", String.class);
        message.setHeader("ETag", etag);
        message.setHeader("Cache-Control", "public, max-age=60");
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        if (known != null && known.contains(etag)) {
            message.setHeader(Exchange.HTTP_RESPONSE_CODE, 304);
            return new byte[0];
        }
        return body;
    }
}
