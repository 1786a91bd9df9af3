package hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hub.HubTest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** {@code users}: passwords come by standard input, never as a word of the command. */
@HubTest
class UsersCommandTest {
    @Autowired
    ApplicationContext hub;

    @Autowired
    JdbcClient database;

    @Test
    void aUserIsMadeListedDisabledEnabledAndGetsAnotherPassword() {
        assertThat(run(
                        0,
                        "eleven purple kettles\n",
                        "create",
                        "carla",
                        "--role",
                        "manager",
                        "--email",
                        "c@example.com"))
                .contains("User carla has the id");
        assertThat(run(0, "", "list")).contains("carla\tmanager\tenabled\tc@example.com");
        String before = hash();
        assertThat(run(0, "", "disable", "CARLA")).isEmpty();
        assertThat(run(0, "", "list")).contains("carla\tmanager\tdisabled");
        run(0, "", "enable", "c@example.com");
        assertThat(run(0, "", "list")).contains("carla\tmanager\tenabled");
        run(0, "twelve purple kettles", "password", "carla");
        assertThat(hash()).startsWith("$2y$").isNotEqualTo(before);
    }

    @Test
    void whatCannotBeDoneIsSaidInASentence() {
        run(0, "eleven purple kettles\n", "create", "carlo");
        assertThat(run(1, "eleven purple kettles\n", "create", "Carlo")).isEqualTo("This user name is taken.");
        assertThat(run(1, "password1\n", "create", "carlotta")).contains("leaked");
        assertThat(run(1, "", "create", "carlotta")).contains("standard input");
        assertThat(run(1, "x\n", "password", "nobody")).isEqualTo("There is no user nobody.");
        assertThat(Commands.run("users", "create", "carlotta", "--password", "x"))
                .isEqualTo(2);
        assertThat(Commands.run("users", "create", "carlotta", "--role", "root"))
                .isEqualTo(2);
        assertThat(Commands.run("users", "create", "--help")).isZero();
        assertThat(Commands.run("users", "rotate-key", "--help")).isZero();
    }

    private String hash() {
        return database.sql("SELECT password FROM hub_user WHERE username = 'carla'")
                .query(String.class)
                .single();
    }

    private String run(int expected, String in, String... args) {
        StringWriter said = new StringWriter();
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)));
        try {
            CommandLine line = new CommandLine(new UsersCommand(), new IFactory() {
                @Override
                public <T> T create(Class<T> type) throws Exception {
                    return Subcommand.class.isAssignableFrom(type)
                            ? hub.getAutowireCapableBeanFactory().createBean(type)
                            : CommandLine.defaultFactory().create(type);
                }
            });
            line.setCaseInsensitiveEnumValuesAllowed(true)
                    .setOut(new PrintWriter(said))
                    .setErr(new PrintWriter(said))
                    .setExecutionExceptionHandler((failure, command, parsed) -> {
                        said.append(failure.getMessage());
                        return 1;
                    });
            assertThat(line.execute(args)).as(said.toString()).isEqualTo(expected);
        } finally {
            System.setIn(before);
        }
        return said.toString();
    }
}
