package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written into html fields holds nothing that a browser would run, whoever writes it. */
class GatewayHtmlTest extends GatewayScene {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p onclick=\"steal()\">Hi</p>",
                "<script>steal()</script><p>Hi</p>",
                "<p>Hi<img src=x onerror=steal()></p>",
                "<svg/onload=steal()><p>Hi",
                "<a href=\"javascript:steal()\">Hi</a>",
                "<a href=\" &#106;avascript:steal()\">Hi</a>",
                "<iframe srcdoc=\"<script>steal()</script>\"></iframe>Hi",
                "<form action=\"https://evil.example/steal()\"><input name=p>Hi</form>",
                "<p style=\"background:url(javascript:steal())\">Hi</p>",
                "<math><mtext><style><img src=x onerror=steal()></style>Hi</mtext></math>",
                "<p>Hi</p><object data=\"steal()\"></object><meta http-equiv=refresh content=\"0;url=steal()\">"
            })
    void nothingRuns(String html) throws Exception {
        int post = odoo.create("blog.post", Map.of("name", "Post", "blog_id", 1));
        int answer =
                client.admin("PATCH", "/api/blog.post/" + post, content(html)).statusCode();
        assertThat(answer).isEqualTo(200);
        assertThat(odoo.record("blog.post", post).get("content").toString())
                .contains("Hi")
                .doesNotContain("steal", "javascript", "onerror", "<form", "<iframe", "<svg");
    }

    @Test
    void layoutStaysAndATextWithoutTagsStaysToTheLetter() throws Exception {
        int post = odoo.create("blog.post", Map.of("name", "Post", "blog_id", 1));
        String html =
                "<section class=\"s_text\"><h2>A &amp; B</h2><p style=\"color:red\">mail@example.com, 1+1=2, it's</p>"
                        + "<table><tbody><tr><td>1</td></tr></tbody></table><ul><li><b>b</b></li></ul>"
                        + "<a href=\"https://example.com/?a=1\">there</a><img src=\"/web/image/7\" alt=\"A dog\" /></section>";
        for (String each : new String[] {html, "1 + 1 = 2 & \"so on\""}) {
            client.admin("PATCH", "/api/blog.post/" + post, content(each));
            assertThat(odoo.record("blog.post", post)).containsEntry("content", each);
        }
    }

    private static String content(String html) throws Exception {
        return new ObjectMapper().writeValueAsString(Map.of("content", html));
    }
}
