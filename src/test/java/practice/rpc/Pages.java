package practice.rpc;

import practice.http.HttpResponse;

/** The HTML that Odoo answers where a client of its interfaces expects none. */
public final class Pages {
    private Pages() {}

    static HttpResponse noDatabase() {
        return HttpResponse.html(404, """
                <!DOCTYPE html>
                <title>404 Not Found</title>
                <h1>Not Found</h1>
                <p>No database is selected and the requested URL was not found in the server-wide controllers.</p>
                <p>Please verify the hostname, <a href=/web/login>login</a> and try again.</p>

                <!-- Alternatively, use the X-Odoo-Database header. -->
                """);
    }

    static HttpResponse notFound() {
        return HttpResponse.html(404, """
                <!doctype html>
                <html lang=en>
                <title>404 Not Found</title>
                <h1>Not Found</h1>
                <p>The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.</p>
                """);
    }

    static HttpResponse unsupported(String compatible, String route, String type) {
        return HttpResponse.html(415, """
                <!doctype html>
                <html lang=en>
                <title>415 Unsupported Media Type</title>
                <h1>Unsupported Media Type</h1>
                <p>Request inferred type is compatible with %s but &#39;%s&#39; is type=&#39;%s&#39;.<br><br>\
                Please verify the Content-Type request header and try again.</p>
                """.formatted(compatible, route, type));
    }

    /** What nginx says for an Odoo that it cannot reach. */
    public static HttpResponse proxy(int status) {
        String title = status
                + switch (status) {
                    case 502 -> " Bad Gateway";
                    case 503 -> " Service Temporarily Unavailable";
                    case 504 -> " Gateway Time-out";
                    default -> " Error";
                };
        return HttpResponse.html(status, """
                <html>
                <head><title>%s</title></head>
                <body>
                <center><h1>%s</h1></center>
                <hr><center>nginx</center>
                </body>
                </html>
                """.formatted(title, title));
    }

    /** A sign-in page with status 200, as portals in front of a server and wrong addresses answer. */
    public static HttpResponse signIn() {
        return HttpResponse.html(200, """
                <!DOCTYPE html>
                <html lang="en">
                <head><title>Login | Website</title></head>
                <body><form action="/web/login" method="post"><input name="login"/><input name="password"/></form></body>
                </html>
                """);
    }
}
