package changes.kafka;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** A real Kafka broker on ports of its own choice, which can be stopped and started again. */
public final class Broker implements AutoCloseable {
    private final Map<String, String> settings = new HashMap<>();
    private final int port;
    private KafkaRaftServer server;

    /** @param folder where it keeps its data; empty at first */
    public Broker(Path folder, int port, int controllerPort) throws IOException {
        this.port = port;
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("log.dirs", folder.resolve("data").toString());
        settings.put("num.partitions", "3");
        settings.put("auto.create.topics.enable", "true");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        format(folder);
    }

    private void format(Path folder) throws IOException {
        Path file = folder.resolve("server.properties");
        Files.write(
                file,
                settings.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .collect(Collectors.toList()));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        List<String> command =
                List.of("format", "-c", file.toString(), "-t", Uuid.randomUuid().toString());
        if (StorageTool.execute(command.toArray(String[]::new), new PrintStream(said, true, StandardCharsets.UTF_8))
                != 0) {
            throw new IllegalStateException("Kafka's folder was not made: " + said.toString(StandardCharsets.UTF_8));
        }
    }

    /** Does nothing when it runs already. */
    public Broker start() {
        if (server != null) {
            return this;
        }
        server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        server.startup();
        return this;
    }

    public void stop() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
            server = null;
        }
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        stop();
    }

    /** For a process of its own: folder, port, the controller's port. Runs until it is ended. */
    public static void main(String[] arguments) throws IOException {
        Broker broker = new Broker(
                        Files.createDirectories(Path.of(arguments[0])),
                        Integer.parseInt(arguments[1]),
                        Integer.parseInt(arguments[2]))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(broker::stop));
        System.out.println("ready " + broker.address());
    }
}
