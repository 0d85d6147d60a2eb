package dev.maestro.client.cli;

import dev.maestro.client.settings.ProjectsFile;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "The clones that this machine knows.",
        footerHeading = HelpTexts.EXAMPLES,
        footer = {"  maestro project list", "  maestro project list --json"})
final class ProjectListCommand implements Callable<Integer> {

    private final Surroundings here;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    ProjectListCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        List<Clones.Line> lines =
                new ProjectsFile(here.home())
                        .all().entrySet().stream()
                                .map(one -> Clones.Line.of(one.getKey(), one.getValue()))
                                .toList();
        if (json) {
            here.sayJson(lines);
            return ExitCode.OK;
        }
        if (lines.isEmpty()) {
            here.say("No clone is known here: run `maestro project add` in one.");
        }
        lines.forEach(line ->
                here.say(
                        "%s  %s  %s at %s"
                                .formatted(
                                        line.name(),
                                        line.directory(),
                                        line.session(),
                                        line.studio())));
        return ExitCode.OK;
    }
}
