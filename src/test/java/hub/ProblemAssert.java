package hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;

/** What every error answer of the hub has in common. */
public final class ProblemAssert {
    private ProblemAssert() {}

    /** Asserts that this is a problem with that status, in the shape that new and old clients read. */
    public static JsonNode assertProblem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("none"))
                .as(response.body())
                .startsWith("application/problem+json");
        JsonNode problem = HubHttp.json(response);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asText()).isNotEmpty();
        assertThat(problem.path("success").isBoolean()
                        && !problem.path("success").asBoolean())
                .isTrue();
        assertThat(problem.path("message").asText())
                .isNotEmpty()
                .isEqualTo(problem.path("detail").asText());
        assertThat(problem.path("errors").isArray()).isTrue();
        assertThat(response.body()).doesNotContain("Exception", "org.apache", "java.", HubTest.PASSWORD);
        return problem;
    }
}
