package hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Pages that anybody may open arrive with everything that they refer to. */
@HubTest
class PagesTest {
    private static final Pattern REFERENCE = Pattern.compile("<(?:script|link|img)[^>]* (?:src|href)=\"(/[^\"]+)\"");

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/login",
                "/first-time-setup",
                "/forgot-password",
                "/portal",
                "/events",
                "/events/7",
                "/bookings",
                "/ops/login",
                "/swagger-ui/index.html"
            })
    void everyFileThatAPageNamesIsServed(String page) {
        HubHttp http = new HubHttp(port);
        HttpResponse<String> html = http.send(http.anonymous(page));
        assertThat(html.statusCode()).isEqualTo(200);
        assertThat(html.headers().firstValue("Content-Security-Policy")).isPresent();

        Matcher references = REFERENCE.matcher(html.body());
        while (references.find()) {
            assertThat(http.send(http.anonymous(references.group(1))).statusCode())
                    .as("%s names %s", page, references.group(1))
                    .isEqualTo(200);
        }
    }
}
