package dev.maestro.client.cli;

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

    @Spec private CommandSpec spec = CommandSpec.create();

    private MaestroCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do");
    }

    public static CommandLine in(Surroundings surroundings) {
        CommandLine line = new CommandLine(new MaestroCommand());
        line.addSubcommand(AuthCommand.in(surroundings));
        line.addSubcommand(new InitCommand(surroundings));
        line.addSubcommand(new ConnectCommand(surroundings));
        line.addSubcommand(new DisconnectCommand(surroundings));
        line.addSubcommand(new StatusCommand(surroundings));
        line.addSubcommand(TaskCommand.in(surroundings));
        line.addSubcommand(ProjectCommand.in(surroundings));
        line.addSubcommand(ConfigCommand.in(surroundings));
        line.addSubcommand(new StopCommand(surroundings));
        line.addSubcommand(new DaemonCommand(surroundings));
        line.addSubcommand(new CompletionCommand(surroundings));
        line.addSubcommand(new VersionCommand(surroundings));
        line.addSubcommand(new CommandLine.HelpCommand());
        line.setOut(surroundings.out());
        line.setErr(surroundings.err());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        Failures.become(line, surroundings);
        HelpTexts.complete(line);
        return line;
    }
}
