package gateway.blog;

import com.fasterxml.jackson.databind.JsonNode;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** The blog as pages, in the style of the customers' pages and without scripts. Everything but a post's html is escaped. */
@Component
public class BlogPages {
    private final BlogProperties settings;

    BlogPages(BlogProperties settings) {
        this.settings = settings;
    }

    /** A page of posts. */
    public String list(Posts posts) {
        StringBuilder html = new StringBuilder("<h1>" + esc(settings.title()) + "</h1>\n");
        for (JsonNode post : posts.summaries()) {
            html.append("<article class=\"panel post\">\n<h2><a href=\"/blog/")
                    .append(esc(post.path("slug").asText()))
                    .append("\">")
                    .append(esc(post.path("name").asText()))
                    .append("</a></h2>\n")
                    .append(line(post))
                    .append("<p>")
                    .append(esc(post.path("teaser").asText("")))
                    .append("</p>\n</article>\n");
        }
        if (posts.summaries().isEmpty()) {
            html.append("<p class=\"quiet\">Nothing has been published yet.</p>\n");
        }
        html.append("<nav class=\"actions\" aria-label=\"Pages\">");
        if (posts.page() > 1) {
            html.append(link("/blog?page=" + (posts.page() - 1), "Newer posts"));
        }
        if (posts.more()) {
            html.append(link("/blog?page=" + (posts.page() + 1), "Older posts"));
        }
        return page(settings.title(), settings.title(), html.append("</nav>\n").toString());
    }

    /** A post by itself. */
    public String post(Post post) {
        JsonNode summary = post.summary();
        String subtitle = summary.path("subtitle").isTextual()
                ? "<p class=\"quiet\">" + esc(summary.path("subtitle").asText()) + "</p>\n"
                : "";
        return page(
                post.title(),
                post.description(),
                "<article class=\"post\">\n<h1>" + esc(summary.path("name").asText()) + "</h1>\n" + subtitle
                        + line(summary) + "<div class=\"prose\">" + post.html() + "</div>\n</article>\n"
                        + "<nav class=\"actions\" aria-label=\"Blog\">" + link("/blog", "All posts") + "</nav>\n");
    }

    private static String line(JsonNode post) {
        StringBuilder line = new StringBuilder("<p class=\"quiet small\"><time datetime=\""
                + esc(post.path("published_at").asText()) + "\">"
                + esc(post.path("published_at").asText().substring(0, 10)) + "</time>");
        if (post.path("author").isTextual()) {
            line.append(" · ").append(esc(post.path("author").asText()));
        }
        if (post.path("category").path("name").isTextual()) {
            line.append(" · ").append(esc(post.path("category").path("name").asText()));
        }
        post.path("tags")
                .forEach(tag -> line.append(" · ").append(esc(tag.path("name").asText())));
        return line.append("</p>\n").toString();
    }

    private static String link(String address, String words) {
        return "<a class=\"button\" href=\"" + address + "\">" + words + "</a>";
    }

    private static String page(String title, String description, String main) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                  <meta charset="utf-8">
                  <meta name="viewport" content="width=device-width, initial-scale=1">
                  <title>%s</title>
                  <meta name="description" content="%s">
                  <link rel="icon" href="/assets/mark.svg" type="image/svg+xml">
                  <link rel="stylesheet" href="/assets/hub.css">
                  <link rel="stylesheet" href="/assets/blog.css">
                  <link rel="alternate" type="application/rss+xml" href="/blog/feed.xml">
                </head>
                <body class="board">
                <header class="bar"><div><p class="brand"><img src="/assets/mark.svg" alt=""><a href="/blog">Blog</a></p></div></header>
                <main>
                %s</main>
                </body>
                </html>
                """.formatted(esc(title), esc(description == null ? "" : description), main);
    }

    private static String esc(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
