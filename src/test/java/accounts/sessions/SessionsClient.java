package accounts.sessions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.HubHttp;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;

/** What a website sends for its users of Odoo. */
public final class SessionsClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HubHttp http;

    public SessionsClient(int port) {
        this.http = new HubHttp(port);
    }

    public HttpResponse<String> authenticate(String login, String password) {
        return post("/web/session/authenticate", Map.of("login", login, "password", password));
    }

    /** @return the session id */
    public String signIn(String login, String password) {
        HttpResponse<String> answer = authenticate(login, password);
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return HubHttp.json(answer).path("session_id").asText();
    }

    public HttpResponse<String> post(String path, Map<String, ?> body, String... headers) {
        var request = http.anonymous(path).header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public HttpResponse<String> get(String path, String... headers) {
        var request = http.anonymous(path);
        return http.send(headers.length > 0 ? request.headers(headers) : request);
    }

    public HttpResponse<String> getAs(String session, String path) {
        return get(path, "Authorization", "Bearer " + session);
    }

    public HttpResponse<String> postAs(String session, String path, Map<String, ?> body) {
        return post(path, body, "Authorization", "Bearer " + session);
    }

    /** Status of the menu with that session: 200 while it is good. */
    public int status(String session) {
        return getAs(session, "/api/portal/menu").statusCode();
    }
}
