package practice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Raw HTTP to a practice Odoo, for the tests of this package. */
final class Client {
    static final ObjectMapper JSON = new ObjectMapper();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final PracticeOdoo odoo;

    Client(PracticeOdoo odoo) {
        this.odoo = odoo;
    }

    HttpResponse<String> post(String path, String type, String body, String... headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(odoo.url() + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    HttpResponse<String> json2(String call, String body) throws IOException {
        return post("/json/2/" + call, "application/json", body, "Authorization", "bearer " + odoo.apiKey());
    }

    /** The answer of a JSON-2 call, be it an error. */
    JsonNode call(String call, String body) {
        try {
            return JSON.readTree(json2(call, quoted(body)).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole envelope of an execute_kw as the administrator. */
    JsonNode rpc(String model, String method, String args, String kwargs) {
        return rpc(2, odoo.apiKey(), model, method, args, kwargs);
    }

    JsonNode rpc(int uid, String secret, String model, String method, String args, String kwargs) {
        String params = "['" + odoo.database() + "'," + uid + ",'" + secret + "','" + model + "','" + method + "',"
                + args + "," + kwargs + "]";
        return service("object", "execute_kw", params);
    }

    JsonNode service(String service, String method, String args) {
        String body = "{'jsonrpc':'2.0','method':'call','id':7,'params':{'service':'" + service + "','method':'"
                + method + "','args':" + args + "}}";
        try {
            return JSON.readTree(
                    post("/jsonrpc", "application/json", quoted(body)).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** JSON written with single quotes, for short. */
    static String quoted(String json) {
        return json.replace('\'', '"');
    }
}
