package hub.cli;

import hub.HubApplication;
import java.util.Comparator;
import java.util.List;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.objenesis.SpringObjenesis;
import org.springframework.util.ClassUtils;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Runs one command of the command line. The words are read first, so that help, version and mistakes are answered at once
 * and without any settings; only a command that is to run starts Spring.
 */
public final class Commands {
    private Commands() {}

    /**
     * Whether these arguments name a command, rather than being settings for the server.
     *
     * @return true for {@code sync customers} and {@code --help}; false for nothing and for {@code --server.port=0}
     */
    public static boolean areMeantBy(String... args) {
        return args.length > 0
                && (!args[0].startsWith("-")
                        || List.of("-h", "--help", "-V", "--version").contains(args[0]));
    }

    /**
     * Runs the command that the arguments name.
     *
     * @return the exit code: 0 done, 1 failed, 2 not understood
     */
    public static int run(String... args) {
        try {
            ParseResult parsed = commandLine(Commands::unwired).parseArgs(args);
            Integer helped = CommandLine.executeHelpRequest(parsed);
            if (helped != null) {
                return helped;
            }
            CommandLine command = deepest(parsed).commandSpec().commandLine();
            Class<?> type = command.getCommandSpec().userObject().getClass();
            if (!Subcommand.class.isAssignableFrom(type)) {
                command.usage(System.err);
                return CommandLine.ExitCode.USAGE;
            }
            if (type.isAnnotationPresent(WithoutSettings.class)) {
                return commandLine(Commands::unwired).execute(args);
            }
            return runInSpring(type.isAnnotationPresent(WithoutDatabase.class), args);
        } catch (ParameterException misread) {
            return misunderstood(misread);
        }
    }

    private static int runInSpring(boolean withoutDatabase, String... args) {
        SpringApplication application = new SpringApplication(HubApplication.class);
        application.setAdditionalProfiles(
                withoutDatabase ? new String[] {"command", WithoutDatabase.PROFILE} : new String[] {"command"});
        try (ConfigurableApplicationContext context = application.run()) {
            return commandLine(wiredBy(context)).execute(args);
        } catch (RuntimeException failed) {
            // Said already, in one sentence, by hub.start.
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    /** The whole command line, its commands made by the given factory. */
    static CommandLine commandLine(IFactory factory) {
        CommandLine top = new CommandLine(new HubCommand(), factory);
        topCommands().forEach(command -> top.addSubcommand(new CommandLine(command, factory)));
        top.setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command));
        top.setCaseInsensitiveEnumValuesAllowed(true);
        return top;
    }

    /** Classes of the commands directly below the top: those that no other command lists as its subcommand. */
    private static List<Class<?>> topCommands() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(TopCommand.class));
        return scanner.findCandidateComponents("hub").stream()
                .map(BeanDefinition::getBeanClassName)
                .sorted(Comparator.naturalOrder())
                .<Class<?>>map(name -> ClassUtils.resolveClassName(name, Commands.class.getClassLoader()))
                .toList();
    }

    private static ParseResult deepest(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        return last;
    }

    private static int misunderstood(ParameterException misread) {
        CommandLine command = misread.getCommandLine();
        boolean unknown = misread instanceof UnmatchedArgumentException
                && !command.getSubcommands().isEmpty();
        System.err.println(
                unknown
                        ? "There is no command '"
                                + ((UnmatchedArgumentException) misread)
                                        .getUnmatched()
                                        .get(0) + "'; there are "
                                + String.join(", ", command.getSubcommands().keySet()) + "."
                        : misread.getMessage());
        System.err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return CommandLine.ExitCode.USAGE;
    }

    private static int failed(Exception failure, CommandLine command) {
        String said = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        command.getErr().println(said.lines().findFirst().orElse(said));
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static <T> T unwired(Class<T> type) throws Exception {
        return isOurs(type)
                ? new SpringObjenesis().newInstance(type)
                : CommandLine.defaultFactory().create(type);
    }

    private static IFactory wiredBy(ConfigurableApplicationContext context) {
        return new IFactory() {
            @Override
            public <T> T create(Class<T> type) throws Exception {
                T bean = context.getBeanProvider(type).getIfAvailable();
                return bean == null ? CommandLine.defaultFactory().create(type) : bean;
            }
        };
    }

    private static boolean isOurs(Class<?> type) {
        return Subcommand.class.isAssignableFrom(type) || TopCommand.class.isAssignableFrom(type);
    }
}
