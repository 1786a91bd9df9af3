package hub.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Function;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine;

/** Runs the whole command line, as the process would, with the beans of a hub. */
final class Shell {
    private final ApplicationContext hub;
    private final Function<Class<?>, Object> beans;

    /** With the commands of the hub, which remember the words of the command before. */
    Shell(ApplicationContext hub) {
        this(hub, hub::getBean);
    }

    private Shell(ApplicationContext hub, Function<Class<?>, Object> beans) {
        this.hub = hub;
        this.beans = beans;
    }

    /** With commands of its own, which hear of no events. */
    static Shell withNewCommands(ApplicationContext hub) {
        return new Shell(hub, hub.getAutowireCapableBeanFactory()::createBean);
    }

    /** The exit code, and what was said on both channels. */
    record Said(int code, String out) {}

    Said run(String... words) {
        StringWriter said = new StringWriter();
        CommandLine line = Commands.commandLine(new CommandLine.IFactory() {
            @Override
            public <T> T create(Class<T> type) throws Exception {
                return hub.getBeanNamesForType(type).length == 0
                        ? CommandLine.defaultFactory().create(type)
                        : type.cast(beans.apply(type));
            }
        });
        line.setOut(new PrintWriter(said, true)).setErr(new PrintWriter(said, true));
        int code = line.execute(words);
        return new Said(code, said.toString());
    }
}
