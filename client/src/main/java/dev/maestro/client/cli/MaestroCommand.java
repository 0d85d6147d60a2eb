package dev.maestro.client.cli;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code maestro}: the root of the commands. */
@Command(
        name = "maestro",
        description = "Puts this machine to work for a Maestro Studio.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = HelpTexts.EXAMPLES,
        footer = {
            "  maestro auth https://studio.example.com/invites/…",
            "  maestro init       # in a repository: what is there, what is missing",
            "  maestro connect    # put this machine to work for it",
            "  maestro status"
        })
public final class MaestroCommand implements Runnable {

    /** By name, in the order of the help. A command's other names work, too, only not as fast. */
    private static final SequencedMap<String, Function<Surroundings, Object>> COMMANDS = commands();

    /** Commands that look at the others. */
    private static final Set<String> READ_ALL = Set.of("help", "completion");

    @Spec private CommandSpec spec = CommandSpec.create();

    private MaestroCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do");
    }

    /** Whether a command of that name is built in. */
    static boolean isOwn(String name) {
        return COMMANDS.containsKey(name);
    }

    /**
     * Runs what the arguments call: a command of ours, else a plugin of that name, and answers the
     * exit code.
     */
    public static int run(String[] arguments, Surroundings surroundings)
            throws InterruptedException {
        if (arguments.length > 0 && !isOwn(arguments[0])) {
            Optional<Path> plugin = new Plugins(System.getenv()).find(arguments[0]);
            if (plugin.isPresent()) {
                return Plugins.run(plugin.get(), List.of(arguments).subList(1, arguments.length));
            }
        }
        return calledBy(arguments, surroundings).execute(arguments);
    }

    /** All commands: for help, completion and whoever reads what there is. */
    public static CommandLine in(Surroundings surroundings) {
        return line(COMMANDS.values(), surroundings);
    }

    /**
     * The one command that the arguments call, or all when they call none by its name: to read the
     * models of all takes longer than a short command takes to run.
     */
    public static CommandLine calledBy(String[] arguments, Surroundings surroundings) {
        String called = arguments.length == 0 ? "" : arguments[0];
        Function<Surroundings, Object> command = COMMANDS.get(called);
        return command == null || READ_ALL.contains(called)
                ? in(surroundings)
                : line(List.of(command), surroundings);
    }

    private static CommandLine line(
            Collection<Function<Surroundings, Object>> commands, Surroundings surroundings) {
        CommandLine line = new CommandLine(new MaestroCommand());
        commands.forEach(command -> line.addSubcommand(command.apply(surroundings)));
        line.setOut(surroundings.out());
        line.setErr(surroundings.err());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        Failures.become(line, surroundings);
        HelpTexts.complete(line);
        return line;
    }

    private static SequencedMap<String, Function<Surroundings, Object>> commands() {
        SequencedMap<String, Function<Surroundings, Object>> all = new LinkedHashMap<>();
        all.put("auth", AuthCommand::in);
        all.put("init", InitCommand::new);
        all.put("connect", ConnectCommand::new);
        all.put("tui", TuiCommand::new);
        all.put("disconnect", DisconnectCommand::new);
        all.put("status", StatusCommand::new);
        all.put("task", TaskCommand::in);
        all.put("diff", DiffCommand::new);
        all.put("state", StateCommand::in);
        all.put("team", TeamCommand::new);
        all.put("steer", SteerCommand::new);
        all.put("clear-steering", ClearSteeringCommand::new);
        all.put("mcp", McpCommand::new);
        all.put("hooks", HooksCommand::in);
        all.put("project", ProjectCommand::in);
        all.put("config", ConfigCommand::in);
        all.put("agents", AgentsCommand::new);
        all.put("doctor", DoctorCommand::new);
        all.put("export", ExportCommand::new);
        all.put("plugins", PluginsCommand::new);
        all.put("system-prompt", SystemPromptCommand::new);
        all.put("sandbox", SandboxCommand::new);
        all.put("stop", StopCommand::new);
        all.put("daemon", DaemonCommand::new);
        all.put("completion", CompletionCommand::new);
        all.put("version", VersionCommand::new);
        all.put("help", _ -> new CommandLine.HelpCommand());
        return Collections.unmodifiableSequencedMap(all);
    }
}
