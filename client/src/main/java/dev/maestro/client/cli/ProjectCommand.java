package dev.maestro.client.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "project",
        description = "Which project each clone on this machine belongs to.",
        footerHeading = HelpTexts.EXAMPLES,
        footer = {
            "  maestro project list",
            "  maestro project add ~/work/shop --check 'make test'",
            "  maestro project link ~/work/fork --project 7f0c…",
            "  maestro project forget shop"
        })
final class ProjectCommand extends GroupCommand {

    private ProjectCommand() {}

    static CommandLine in(Surroundings here) {
        return new CommandLine(new ProjectCommand())
                .addSubcommand(new ProjectAddCommand(here))
                .addSubcommand(new ProjectListCommand(here))
                .addSubcommand(new ProjectLinkCommand(here))
                .addSubcommand(new ProjectForgetCommand(here));
    }
}
