package dev.maestro.client.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "task",
        description = "The tasks on this machine.",
        footerHeading = HelpTexts.EXAMPLES,
        footer = {"  maestro task list", "  maestro task show 12", "  maestro task done"})
final class TaskCommand extends GroupCommand {

    private TaskCommand() {}

    static CommandLine in(Surroundings here) {
        return new CommandLine(new TaskCommand())
                .addSubcommand(new TaskListCommand(here))
                .addSubcommand(new TaskShowCommand(here))
                .addSubcommand(new TaskDoneCommand(here));
    }
}
