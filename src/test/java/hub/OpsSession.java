package hub;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An operator's browser, as far as cookies go. */
final class OpsSession {
    private final HubHttp http;
    private final Map<String, String> cookies = new TreeMap<>();

    private OpsSession(HubHttp http) {
        this.http = http;
    }

    /** Opens the sign-in page. */
    static OpsSession open(HubHttp http) {
        OpsSession session = new OpsSession(http);
        session.get("/ops/login");
        return session;
    }

    HttpResponse<String> signIn(String user, String password) {
        return post("/ops/login", "username=" + encode(user) + "&password=" + encode(password) + "&_csrf=" + csrf());
    }

    String csrf() {
        return cookies.getOrDefault("XSRF-TOKEN", "");
    }

    Set<String> cookieNames() {
        return cookies.keySet();
    }

    HttpResponse<String> get(String path) {
        return send(http.anonymous(path));
    }

    HttpResponse<String> post(String path, String form) {
        return send(http.anonymous(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        HttpResponse<String> response = http.send(request);
        for (String cookie : response.headers().allValues("Set-Cookie")) {
            String[] pair = cookie.split(";", 2)[0].split("=", 2);
            if (pair[1].isEmpty()) {
                cookies.remove(pair[0]);
            } else {
                cookies.put(pair[0], pair[1]);
            }
        }
        return response;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
