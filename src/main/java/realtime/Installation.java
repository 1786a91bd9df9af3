package realtime;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import sync.Hint;
import sync.Hints;

/** Lets Odoo say by itself what changed: installs the rules for it, lists and removes them. Doing it again changes nothing. */
@Component("installation")
public class Installation {
    private static final String OWN = "default";

    private final Hooks hooks;
    private final Rules rules;
    private final OdooCalls odoo;
    private final Watches watches;
    private final Hints hints;
    private final RealtimeProperties settings;

    Installation(Hooks hooks, Rules rules, OdooCalls odoo, Watches watches, Hints hints, RealtimeProperties settings) {
        this.hooks = hooks;
        this.rules = rules;
        this.odoo = odoo;
        this.watches = watches;
        this.hints = hints;
        this.settings = settings;
    }

    /**
     * What is to be installed.
     *
     * @param connection key of the connection
     * @param bus by the bus rather than by webhooks
     * @param models empty for every model that a flow pulls there
     * @param hubUrl where Odoo reaches the hub; null for that of the settings
     */
    public record Request(String connection, boolean bus, Collection<String> models, String hubUrl) {}

    /**
     * Installs what is missing, and brings what is there up to date.
     *
     * @return all rules of this hub on the connection
     * @throws HookRefusal saying what is missing
     */
    public List<Rule> install(Request request) {
        if (request.bus() && !request.connection().equals(OWN)) {
            throw new HookRefusal(
                    422, "The hub listens to the bus of its own Odoo only; install webhooks for this connection.");
        }
        List<Watch> wanted = watches.of(request);
        int version = odoo.version(request.connection());
        if (!request.bus() && version < Rules.TWO_RECORDS) {
            throw new HookRefusal(
                    409,
                    "Odoo " + version
                            + " cannot send webhooks by itself; install with the bus, or follow docs/realtime.md.");
        }
        hooks.refresh();
        Map<String, Long> ids = watches.modelIds(request.connection(), wanted);
        List<Watch> there =
                wanted.stream().filter(watch -> ids.containsKey(watch.model())).toList();
        Rules.Here here = here(request.connection(), version);
        List<Rule> installed = rules.all(here);
        UnaryOperator<String> target = target(request, here, installed);
        for (Watch watch : watches.withFields(request.connection(), there)) {
            for (String event : watch.events()) {
                install(here, installed, new Wanted(watch, event, request.bus(), target.apply(watch.pulled())), ids);
            }
        }
        hints.add(
                there.stream()
                        .map(watch -> new Hint(request.connection(), watch.hinted(), Hint.WHOLE))
                        .toList(),
                "catch-up");
        return rules.all(here(request.connection(), version));
    }

    /** A rule as it should be. */
    private record Wanted(Watch watch, String event, boolean bus, String target) {
        String kind() {
            return bus ? Rule.BUS : Rule.WEBHOOK;
        }
    }

    private void install(Rules.Here here, List<Rule> installed, Wanted wanted, Map<String, Long> ids) {
        Watch watch = wanted.watch();
        Rule rule = installed.stream()
                .filter(other ->
                        other.kind().equals(wanted.kind()) && other.is(watch.model(), wanted.event(), watch.pulled()))
                .findFirst()
                .orElse(null);
        if (rule == null) {
            Rule made = new Rule(0, 0, watch.model(), wanted.event(), wanted.kind(), true, wanted.target());
            rules.create(here, made, ids.get(watch.model()), watch.fieldIds());
        } else {
            rules.update(here, rule, wanted.target(), watch.fieldIds());
        }
    }

    /** Where rules lead, by the model that they have pulled. */
    private UnaryOperator<String> target(Request request, Rules.Here here, List<Rule> installed) {
        if (request.bus()) {
            String channel = hooks.channel(request.connection());
            return pulled -> Rules.code(channel, here.version(), pulled);
        }
        String address = base(request.hubUrl()) + path(request.connection()) + secret(request.connection(), installed);
        return pulled -> pulled == null ? address : address + "?changes=" + pulled;
    }

    /** The rules of this hub. @throws HookRefusal saying what is missing */
    public List<Rule> list(String connection) {
        hooks.refresh();
        return rules.all(here(connection, odoo.version(connection)));
    }

    /**
     * Removes rules of this hub; with the last one, secret and channel.
     *
     * @param only models; empty for all
     * @return how many were removed
     */
    public int remove(String connection, Collection<String> only) {
        hooks.refresh();
        Rules.Here here = here(connection, odoo.version(connection));
        List<Rule> there = rules.all(here);
        List<Rule> gone = there.stream()
                .filter(rule -> only.isEmpty() || only.contains(rule.model()))
                .toList();
        rules.remove(here, gone);
        if (gone.size() == there.size()) {
            hooks.remove(connection);
        }
        return gone.size();
    }

    private Rules.Here here(String connection, int version) {
        String channel = hooks.of(connection).map(Hook::channel).orElse(null);
        return new Rules.Here(
                connection,
                version,
                target -> !secretIn(connection, target).isEmpty()
                        || channel != null && target.contains("'" + channel + "'"));
    }

    private String base(String hubUrl) {
        String base = hubUrl == null || hubUrl.isBlank() ? settings.hubUrl() : hubUrl;
        if (base == null || !base.matches("https?://[^\\s?#@]+")) {
            throw new HookRefusal(
                    422,
                    "Say where Odoo reaches the hub, such as https://hub.example.com: by hub.realtime.hub-url, or with the request.");
        }
        return base.replaceAll("/+$", "");
    }

    private static String path(String connection) {
        return "/webhooks/odoo/" + connection + "/";
    }

    /** The secret in an address that leads to this hub; empty when it does not. */
    private String secretIn(String connection, String target) {
        int at = target.lastIndexOf(path(connection));
        String secret =
                at < 0 ? "" : target.substring(at + path(connection).length()).replaceFirst("[?].*", "");
        return hooks.isSecret(connection, secret) ? secret : "";
    }

    /** The secret that the rules hold, or a new one. */
    private String secret(String connection, List<Rule> there) {
        return there.stream()
                .map(rule -> secretIn(connection, rule.target()))
                .filter(secret -> !secret.isEmpty())
                .findFirst()
                .orElseGet(() -> {
                    String secret = Hooks.random();
                    hooks.keepSecret(connection, secret);
                    return secret;
                });
    }
}
