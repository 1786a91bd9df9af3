package routes;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import sync.ConnectionSchedule;
import sync.FlowSpec;
import sync.HintClaim;
import sync.HintProperties;
import sync.HintRuns;
import sync.Hints;
import sync.Run;
import sync.RunInProgressException;
import sync.RunMode;
import sync.RunTrigger;
import sync.ScheduleRefusedException;

/** Follows hints: reads the records again and stores them by the mappings of the flows that pull them. */
@Component("hintRunner")
public class HintRunner {
    private static final Logger LOG = LoggerFactory.getLogger(HintRunner.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration BUSY = Duration.ofMillis(500);
    private static final Duration OVERLAPPED = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int MOST_ATTEMPTS = 12;

    private final Hints hints;
    private final HintRuns runs;
    private final HintedFlows flows;
    private final FlowRunner runner;
    private final ConnectionSchedule schedule;
    private final ProducerTemplate template;
    private final HintProperties settings;

    HintRunner(
            Hints hints,
            HintRuns runs,
            HintedFlows flows,
            FlowRunner runner,
            ConnectionSchedule schedule,
            ProducerTemplate template,
            HintProperties settings) {
        this.hints = hints;
        this.runs = runs;
        this.flows = flows;
        this.runner = runner;
        this.schedule = schedule;
        this.template = template;
        this.settings = settings;
    }

    /** For how long writes through the gateway gather, in milliseconds. */
    public long gather() {
        return settings.gather().toMillis();
    }

    /** The hints of one model that are due; null when there are none. */
    public HintClaim claim() {
        return hints.claim().orElse(null);
    }

    /** Follows claimed hints. What fails is due again after a pause that doubles, and left to the next pull in the end. */
    public void run(@ExchangeProperty("claim") HintClaim claim) {
        try {
            boolean overlapped = false;
            for (FlowSpec flow : flows.flows(claim.connection(), claim.model())) {
                if (claim.whole()) {
                    pull(flow, claim.connection());
                }
                overlapped |= !claim.ids().equals("[]") && store(flow, claim);
            }
            if (overlapped) {
                hints.later(claim, OVERLAPPED, false);
            } else {
                hints.done(claim);
            }
        } catch (RunInProgressException busy) {
            hints.later(claim, claim.whole() ? OVERLAPPED : BUSY, false);
        } catch (FlowFailedException failed) {
            failed(claim, failed.getMessage());
        }
    }

    /** A user's connection is pulled in its turn. */
    private void pull(FlowSpec flow, String connection) {
        if (connection.equals(FlowRunner.CONNECTION)) {
            runner.run(flow.name(), RunMode.INCREMENTAL, RunTrigger.REQUIRED, connection);
            return;
        }
        try {
            schedule.next(Long.parseLong(connection.substring(1)), flow.name(), false);
        } catch (ScheduleRefusedException paused) {
            LOG.debug("Flow {} is not pulled on {}: {}", flow.name(), connection, paused.getMessage());
        }
    }

    private void failed(HintClaim claim, String sentence) {
        if (claim.attempts() >= MOST_ATTEMPTS) {
            LOG.warn("Hints about {} are given up; the next pull brings what changed. {}", claim.model(), sentence);
            hints.done(claim);
            return;
        }
        Duration pause = Duration.ofSeconds(1L << claim.attempts());
        LOG.info("Hints about {} could not be followed; they are tried again. {}", claim.model(), sentence);
        hints.later(claim, pause.compareTo(LONGEST) > 0 ? LONGEST : pause, true);
    }

    /** @return whether the records have to be read once more */
    private boolean store(FlowSpec flow, HintClaim claim) {
        HintRuns.Open open = runs.open(flow, claim.connection());
        Exchange done = template.send("direct:hint-flow", exchange -> {
            exchange.setProperty("run", open.run());
            exchange.setProperty("hinted", claim.ids());
        });
        if (done.getException() == null) {
            return runs.close(open);
        }
        Failures.Failure failure = Failures.of(done.getException());
        runs.fail(open, failure.sentence(), failure.remedy());
        throw new FlowFailedException(open.run(), failure.sentence(), done.getException());
    }

    /** The flow's own domain, of the hinted records only. */
    public String bounded(@ExchangeProperty("run") Run run, @ExchangeProperty("hinted") String ids) {
        String terms = run.getFlow().domain().strip();
        return "[[\"id\", \"in\", " + ids + "], " + terms.substring(1);
    }

    /** The hinted records that are outside of the flow's domain, or gone. @param within those inside, a JSON array as bytes */
    public String beyond(@Body byte[] within, @ExchangeProperty("hinted") String hinted) {
        try {
            Set<Long> inside =
                    Arrays.stream(JSON.readValue(within, long[].class)).boxed().collect(Collectors.toSet());
            Set<Long> outside = new TreeSet<>();
            for (long id : JSON.readValue(hinted, long[].class)) {
                if (!inside.contains(id)) {
                    outside.add(id);
                }
            }
            return new ArrayList<>(outside).toString();
        } catch (IOException e) {
            throw new IllegalArgumentException("The ids from Odoo are no JSON array", e);
        }
    }

    /** Ids from Odoo as text. */
    public String text(@Body byte[] ids) {
        return new String(ids, java.nio.charset.StandardCharsets.US_ASCII);
    }
}
