package hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hub.HubHttp;
import hub.HubTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import picocli.CommandLine;

/** {@code keys create|list|revoke}. */
@HubTest
class KeysCommandsTest {
    @LocalServerPort
    int port;

    @Autowired
    KeysCreateCommand create;

    @Autowired
    KeysListCommand list;

    @Autowired
    KeysRevokeCommand revoke;

    @Test
    void aKeyIsMadeListedUsedAndRevoked() {
        String key =
                run(create, "door", "--scope", "read,attendance", "--days", "7").strip();
        assertThat(key).as("nothing else on standard output").matches("ohk_[A-Za-z0-9_-]{43}");
        assertThat(run(list))
                .contains("door", "attendance,read", "live", "never")
                .doesNotContain(key);
        HubHttp http = new HubHttp(port);
        var request = http.anonymous("/api/v1/sync/flows").header("X-API-Key", key);
        assertThat(http.send(request).statusCode()).isEqualTo(200);
        assertThat(run(revoke, "door")).contains("revoked");
        assertThat(http.send(request).statusCode()).isEqualTo(401);
    }

    @Test
    void whatIsMissingOrWrongIsSaid() {
        assertThat(Commands.run("keys", "create", "door")).isEqualTo(2);
        assertThat(Commands.run("keys")).isEqualTo(2);
        StringWriter said = new StringWriter();
        CommandLine line = new CommandLine(revoke).setErr(new PrintWriter(said));
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            said.append(failure.getMessage());
            return 1;
        });
        assertThat(line.execute("nobody")).isEqualTo(1);
        assertThat(said.toString()).contains("There is no key 'nobody'");
    }

    private static String run(Subcommand command, String... args) {
        StringWriter out = new StringWriter();
        int code = new CommandLine(command).setOut(new PrintWriter(out, true)).execute(args);
        assertThat(code).isZero();
        return out.toString();
    }
}
