package dev.maestro.client.cli;

import dev.maestro.client.daemon.RunLine;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "What is worked on here, and where.",
        footerHeading = HelpTexts.EXAMPLES,
        footer = {"  maestro task list", "  maestro task list --json"})
final class TaskListCommand implements Callable<Integer> {

    private final Surroundings here;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    TaskListCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        List<RunLine> runs =
                here.daemons().stream()
                        .flatMap(daemon -> daemon.view().sessions().stream())
                        .flatMap(session -> session.runs().stream())
                        .toList();
        if (json) {
            here.sayJson(runs);
            return ExitCode.OK;
        }
        if (runs.isEmpty()) {
            here.say("Nothing is worked on here.");
        }
        for (RunLine run : runs) {
            here.say(
                    "%s  %s  %s  %s%s"
                            .formatted(
                                    run.taskNumber().map(String::valueOf).orElse("-"),
                                    run.purpose().wireName(),
                                    run.title(),
                                    run.worktree().orElse(""),
                                    run.waitsForPerson()
                                            ? "  (what to do: %s; then `maestro task done`)"
                                                    .formatted(run.prompt().orElse("?"))
                                            : ""));
        }
        return ExitCode.OK;
    }
}
