package hub.cli;

import connections.ConnectionRefusal;
import connections.Credentials;
import connections.OwnConnection;
import connections.SavedConnection;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import odoo.OdooProtocol;
import odoo.OdooReach;
import odoo.OdooReport;
import odoo.Secret;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code configure}: asks for the hub's own connection, tests it and saves it. */
@Component
@Command(
        name = "configure",
        mixinStandardHelpOptions = true,
        description =
                "Asks for the Odoo to work with, tests it, and saves it with its key sealed. What is not asked for, or"
                        + " cannot be without a terminal, comes from the options or from ODOO_URL, ODOO_DB, ODOO_USERNAME and"
                        + " ODOO_API_KEY.")
public class ConfigureCommand implements Subcommand, TopCommand {
    private final ObjectProvider<OwnConnection> own;
    private final Environment environment;
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Option(names = "--test", description = "Test the connection that is configured, and change nothing.")
    private boolean test;

    @Option(names = "--url", description = "Address of the server, such as https://odoo.example.com.")
    private String url;

    @Option(names = "--db", description = "Name of the database.")
    private String db;

    @Option(names = "--username", description = "Login of the Odoo user.")
    private String username;

    @Option(names = "--protocol", description = "auto, json2, jsonrpc or xmlrpc (default: auto).")
    private String protocol;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "A file that holds the API key or password; - reads it from standard input.")
    private String keyFile;

    ConfigureCommand(ObjectProvider<OwnConnection> own, Environment environment, Terminal terminal) {
        this.own = own;
        this.environment = environment;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        try {
            OdooReport report = test ? own.getObject().test() : own.getObject().save(credentials(), OdooReach.NETWORK);
            say(report);
            return 0;
        } catch (ConnectionRefusal refused) {
            throw new CommandFailure(refused.getMessage() + (test ? "" : " Nothing was saved."));
        }
    }

    private void say(OdooReport report) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("Odoo:      %s, version %s%n", report.url(), report.version());
        out.printf("Protocol:  %s%n", report.protocol());
        out.printf("User:      %s (id %d)%n", report.login(), report.userId());
        OwnConnection.missing(report).forEach(fault -> out.printf("Missing:   %s%n", fault));
        out.println(test ? "The connection works." : "The connection works and is saved.");
        out.flush();
    }

    private Credentials credentials() throws IOException {
        SavedConnection before = own.getObject().saved().orElse(null);
        String key = keyFile == null ? null : key();
        List<String> missing = new ArrayList<>();
        Credentials credentials = new Credentials(
                value("URL", url, "ODOO_URL", before == null ? null : before.url(), "--url", missing),
                value("Database", db, "ODOO_DB", before == null ? null : before.db(), "--db", missing),
                value(
                        "Username",
                        username,
                        "ODOO_USERNAME",
                        before == null ? null : before.username(),
                        "--username",
                        missing),
                secret(key, missing),
                protocol());
        if (!missing.isEmpty()) {
            throw new CommandFailure((terminal.isThere() ? "Still missing: " : "There is no terminal to ask on; give ")
                    + String.join(", ", missing) + ".");
        }
        return credentials;
    }

    private String value(
            String label, String option, String variable, String before, String name, List<String> missing) {
        String given = option != null ? option : environment.getProperty(variable);
        if (option == null && terminal.isThere()) {
            given = terminal.ask(label, given != null ? given : before);
        }
        if (given == null || given.isBlank()) {
            missing.add(name + " or " + variable);
        }
        return given;
    }

    private Secret secret(String key, List<String> missing) {
        String given = key;
        if (given == null && terminal.isThere()) {
            given = terminal.askHidden("API key or password (not shown)");
        }
        if (given == null) {
            given = environment.getProperty("ODOO_API_KEY");
        }
        if (given == null || given.isBlank()) {
            missing.add("--key-file or ODOO_API_KEY");
            return null;
        }
        return Secret.of(given);
    }

    private OdooProtocol protocol() {
        try {
            return OdooProtocol.parse(protocol);
        } catch (IllegalArgumentException unknown) {
            throw new CommandFailure(unknown.getMessage() + ".");
        }
    }

    private String key() throws IOException {
        byte[] bytes = keyFile.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(keyFile));
        return new String(bytes, StandardCharsets.UTF_8).strip();
    }
}
