package dev.maestro.client.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "hooks",
        description = {
            "What an agent's program needs to know Maestro when you start it by hand.",
            "Written into its configuration, reversibly."
        },
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = HelpTexts.EXAMPLES,
        footer = {"  maestro hooks install claude", "  maestro hooks remove claude --user"})
final class HooksCommand implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    private HooksCommand() {}

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what to do: maestro hooks install, remove or status");
    }

    static CommandLine in(Surroundings here) {
        return new CommandLine(new HooksCommand())
                .addSubcommand(new HooksInstallCommand(here))
                .addSubcommand(new HooksRemoveCommand(here))
                .addSubcommand(new HooksStatusCommand(here))
                .addSubcommand(new HooksContextCommand(here))
                .addSubcommand(new HooksTellCommand(here));
    }
}
