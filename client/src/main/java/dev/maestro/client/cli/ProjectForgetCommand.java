package dev.maestro.client.cli;

import dev.maestro.client.settings.KnownProject;
import dev.maestro.client.settings.ProjectsFile;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "forget",
        description =
                "Forget a clone and what was set for it on this machine. The clone, its worktrees"
                        + " and the project at Studio stay.",
        footerHeading = HelpTexts.EXAMPLES,
        footer = {"  maestro project forget ~/work/shop", "  maestro project forget shop"})
final class ProjectForgetCommand implements Callable<Integer> {

    private final Surroundings here;

    @Parameters(paramLabel = "PATH|NAME", description = "The clone, or its project's name.")
    private String which = "";

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    ProjectForgetCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        ProjectsFile projects = new ProjectsFile(here.home());
        Map<Path, KnownProject> all = projects.all();
        Path path = here.directory().resolve(which).normalize();
        List<Path> clones =
                all.containsKey(path)
                        ? List.of(path)
                        : all.entrySet().stream()
                                .filter(one -> one.getValue().name().equals(which))
                                .map(Map.Entry::getKey)
                                .toList();
        if (clones.isEmpty()) {
            throw new Refused(
                    RefusalCode.NOT_FOUND,
                    "no clone is known here by the path or the name %s: maestro project list"
                            .formatted(which),
                    Map.of("field", "PATH|NAME"));
        }
        if (clones.size() > 1) {
            throw Refused.invalid(
                    "PATH|NAME", "several clones belong to %s: %s".formatted(which, clones));
        }
        Path clone = clones.getFirst();
        projects.forget(clone);
        if (json) {
            here.sayJson(Map.of("forgotten", clone));
        } else {
            here.say("%s is forgotten.".formatted(clone));
        }
        return ExitCode.OK;
    }
}
