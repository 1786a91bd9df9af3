package gateway.blog;

/**
 * Which posts are wanted.
 *
 * @param category id of the blog; 0 for all
 * @param tag id of a tag; 0 for all
 * @param text that name, subtitle or content hold, in whatever case; empty for all
 * @param page number of the page, from 1
 * @param perPage posts on a page
 */
public record PostFilter(long category, long tag, String text, int page, int perPage) {
    /** Everything, on one page. */
    public static PostFilter newest(int posts) {
        return new PostFilter(0, 0, "", 1, posts);
    }
}
