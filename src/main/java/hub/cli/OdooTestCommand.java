package hub.cli;

import java.io.PrintWriter;
import java.util.List;
import odoo.OdooComponent;
import odoo.OdooNeed;
import odoo.OdooReport;
import odoo.OdooVerifier;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import routes.Flows;
import sync.FlowSpec;

/** {@code odoo test}: whether the Odoo of the settings answers, and lets its user read what the flows need. */
@Component
@WithoutDatabase
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = "Tests the Odoo of the settings: version, protocol, user, and what the flows need to read.")
public class OdooTestCommand implements Subcommand {
    private static final String CONNECTION = "default";

    private final OdooComponent odoo;
    private final Flows flows;

    @Spec
    private CommandSpec spec;

    OdooTestCommand(OdooComponent odoo, Flows flows) {
        this.odoo = odoo;
        this.flows = flows;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<FlowSpec> all = flows.all().stream()
                .filter(flow -> !flows.isSwitchedOff(flow.name()))
                .toList();
        OdooReport report = new OdooVerifier(odoo)
                .verify(
                        CONNECTION,
                        all.stream()
                                .map(flow -> OdooNeed.read(flow.model(), flow.fields()))
                                .toList());
        out.printf("Odoo:      %s%s%n", report.url(), report.version() == null ? "" : ", version " + report.version());
        if (report.protocol() != null) {
            out.printf("Protocol:  %s%n", report.protocol());
        }
        if (report.login() != null) {
            out.printf("User:      %s (id %d)%n", report.login(), report.userId());
        }
        for (int i = 0; i < report.models().size(); i++) {
            boolean rests = rests(all.get(i), report.models().get(i));
            out.printf(
                    "Flow %s: %s%s%n",
                    all.get(i).name(), words(report.models().get(i)), rests ? "; the flow rests" : "");
        }
        out.flush();
        if (isEnough(report, all)) {
            return 0;
        }
        throw new CommandFailure(report.connectionProblem()
                .map(OdooTestCommand::sentence)
                .orElse("The connection works, but Odoo does not give everything that the flows need."));
    }

    /** A flow into the mirror rests where Odoo lacks the module: nothing is wrong. */
    private static boolean rests(FlowSpec flow, OdooReport.Model model) {
        return flow.isMirrored() && !model.exists() && model.failure() == null;
    }

    private static boolean isEnough(OdooReport report, List<FlowSpec> flows) {
        boolean enough = report.problem() == null;
        for (int i = 0; i < report.models().size(); i++) {
            OdooReport.Model model = report.models().get(i);
            enough &= model.ok() || rests(flows.get(i), model);
        }
        return enough;
    }

    private static String words(OdooReport.Model model) {
        if (model.failure() != null) {
            return model.model() + " cannot be read: " + sentence(model.failure());
        }
        if (!model.readable()) {
            return model.model() + (model.exists() ? " may not be read by this user" : " does not exist in this Odoo");
        }
        return model.missingFields().isEmpty()
                ? model.model() + " can be read, with every field"
                : model.model() + " can be read, but lacks " + String.join(", ", model.missingFields());
    }

    private static String sentence(OdooReport.Problem problem) {
        return problem.text() + ". " + problem.remedy() + ".";
    }
}
