package practice.models;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import practice.orm.Env;
import practice.orm.FieldType;
import practice.orm.Model;
import practice.orm.Version;
import practice.store.Row;

/** Blogs, their posts and tags. The html of a post is kept as it is, scripts included, as for an administrator. */
final class Blogs {
    private static final String COVER =
            "{\"background_color_class\": \"o_cc3\", \"background-image\": \"none\", \"opacity\": \"0.2\", \"resize_class\": \"o_half_screen_height\"}";

    private Blogs() {}

    static List<Model> of(Version version) {
        return List.of(new Blog(version), new Post(version), new PostTag(version));
    }

    private static final class Blog extends Model {
        Blog(Version version) {
            super(version, "blog.blog", "Blog");
            group("Website/Editor and Designer");
            chars("name", "Blog Name").required();
            chars("subtitle", "Blog Subtitle");
            flag("active", "Active");
            add("content", FieldType.HTML, "Content");
            add("cover_properties", FieldType.TEXT, "Cover Properties");
            lines("blog_post_ids", "Blog Posts", "blog.post", "blog_id");
            integer("blog_post_count", "Posts")
                    .computed((env, row) -> ((List<?>) field("blog_post_ids").value(env, row)).size());
            if (version.is19()) {
                integer("sequence", "Sequence");
            }
            order("name, id");
        }

        @Override
        public Map<String, Object> defaults(Env env) {
            return Map.of("active", true, "cover_properties", COVER);
        }
    }

    private static final class PostTag extends Model {
        PostTag(Version version) {
            super(version, "blog.tag", "Blog Tag");
            chars("name", "Name").required();
            integer("color", "Color");
            many("post_ids", "Posts", "blog.post").computed(PostTag::posts);
            order("name, id");
        }

        private static Object posts(Env env, Row tag) {
            Model post = env.model("blog.post");
            return env.table("blog.post").all().stream()
                    .filter(row -> post.get(row, "tag_ids") instanceof List<?> tags && tags.contains(tag.id()))
                    .map(Row::id)
                    .toList();
        }
    }

    private static final class Post extends Model {
        private static final int TEASER = 200;

        Post(Version version) {
            super(version, "blog.post", "Blog Post");
            group("Website/Editor and Designer");
            chars("name", "Title").required();
            chars("subtitle", "Sub Title");
            add("content", FieldType.HTML, "Content");
            one("author_id", "Author", "res.partner");
            chars("author_name", "Author Name");
            one("blog_id", "Blog", "blog.blog").required();
            many("tag_ids", "Tags", "blog.tag");
            add("teaser", FieldType.TEXT, "Teaser").computed(this::teaser).writable();
            add("teaser_manual", FieldType.TEXT, "Teaser Content");
            flag("is_published", "Is Published");
            flag("website_published", "Visible on current website")
                    .computed((env, row) -> get(row, "is_published"))
                    .searchable()
                    .writable();
            datetime("post_date", "Publishing date");
            datetime("published_date", "Published Date");
            chars("website_url", "Website URL").computed(this::url);
            flag("active", "Active");
            integer("visits", "No of Views").readonly();
            add("cover_properties", FieldType.TEXT, "Cover Properties");
            chars("website_meta_title", "Website meta title");
            add("website_meta_description", FieldType.TEXT, "Website meta description");
            chars("website_meta_keywords", "Website meta keywords");
            order("id desc");
        }

        @Override
        public Map<String, Object> defaults(Env env) {
            Map<String, Object> defaults = new HashMap<>(Map.of(
                    "name",
                    "",
                    "active",
                    true,
                    "content",
                    "\n            <p>Start writing here...</p>\n        ",
                    "cover_properties",
                    COVER));
            defaults.put("author_id", env.value("res.users", env.user().uid(), "partner_id"));
            if (version.is19()) {
                Model blog = env.model("blog.blog");
                env.table("blog.blog").all().stream()
                        .min(java.util.Comparator.comparing(row -> String.valueOf(blog.get(row, "name"))))
                        .ifPresent(row -> defaults.put("blog_id", row.id()));
            }
            return defaults;
        }

        /** Fields that write on to another. */
        @Override
        public Map<String, Object> given(Env env, Map<String, Object> values, boolean create) {
            Map<String, Object> with = new HashMap<>(values);
            Map.of("website_published", "is_published", "teaser", "teaser_manual", "post_date", "published_date")
                    .forEach((name, instead) -> {
                        if (values.containsKey(name)) {
                            with.put(instead, values.get(name));
                        }
                    });
            return with;
        }

        @Override
        public void compute(Env env, Row row, Row before) {
            Object published = get(row, "published_date");
            Instant created = before == null ? env.stamp() : (Instant) get(row, "create_date");
            set(row, "post_date", published == null ? created : published);
        }

        private Object teaser(Env env, Row row) {
            Object manual = get(row, "teaser_manual");
            String text = Html.plain(get(row, "content"));
            return manual != null ? manual : text.substring(0, Math.min(TEASER, text.length())) + "...";
        }

        private Object url(Env env, Row row) {
            Integer blog = (Integer) get(row, "blog_id");
            return "/blog/" + Html.slug(env.value("blog.blog", blog, "name"), blog) + "/"
                    + Html.slug(get(row, "name"), row.id());
        }
    }
}
