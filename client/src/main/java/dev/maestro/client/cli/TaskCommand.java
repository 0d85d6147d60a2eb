package dev.maestro.client.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "task",
        description = "The tasks on this machine.",
        synopsisSubcommandLabel = "COMMAND")
final class TaskCommand implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    private TaskCommand() {}

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what to do: maestro task list, show or done");
    }

    static CommandLine in(Surroundings here) {
        return new CommandLine(new TaskCommand())
                .addSubcommand(new TaskListCommand(here))
                .addSubcommand(new TaskShowCommand(here))
                .addSubcommand(new TaskDoneCommand(here));
    }
}
