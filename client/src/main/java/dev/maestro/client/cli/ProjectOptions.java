package dev.maestro.client.cli;

import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a project is to be like, for commands that may create it. */
@Command
final class ProjectOptions {

    @Option(names = "--create", description = "Create the project when Studio does not know it.")
    private boolean create;

    @Option(names = "--name", paramLabel = "NAME", description = "A new project's name.")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--check",
            paramLabel = "COMMAND",
            description = "The project's check command; set also where it exists.")
    private Optional<String> check = Optional.empty();

    @Option(
            names = "--base",
            paramLabel = "BRANCH",
            description = "The project's base branch; set also where it exists.")
    private Optional<String> base = Optional.empty();

    @Option(names = "--yes", description = "Never ask; answer yes.")
    private boolean yes;

    ProjectFinder.Wish wish(UUID workspace, boolean interactive) {
        return new ProjectFinder.Wish(workspace, create || yes, interactive, name, check, base);
    }
}
