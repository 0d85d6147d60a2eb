package dev.maestro.client.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "config",
        description = {
            "The settings of this machine (config.toml), and with project.… those of the clone you"
                    + " stand in (projects.toml).",
            "What is changed here keeps the files' comments. Settings of a provider count from the"
                    + " next `maestro connect`, those of a project from the next run."
        },
        footerHeading = HelpTexts.EXAMPLES,
        footer = {
            "  maestro config list",
            "  maestro config set provider.claude.models.large claude-opus-4-1",
            "  maestro config set project.copy .env,config/local.yml",
            "  maestro config get worktree.disk_budget_gb",
            "  maestro config unset provider.claude.permission"
        })
final class ConfigCommand extends GroupCommand {

    private ConfigCommand() {}

    static CommandLine in(Surroundings here) {
        return new CommandLine(new ConfigCommand())
                .addSubcommand(new ConfigListCommand(here))
                .addSubcommand(new ConfigGetCommand(here))
                .addSubcommand(new ConfigSetCommand(here))
                .addSubcommand(new ConfigUnsetCommand(here))
                .addSubcommand(new ConfigPathCommand(here));
    }
}
