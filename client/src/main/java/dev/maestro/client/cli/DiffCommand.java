package dev.maestro.client.cli;

import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.state.RunFacts;
import dev.maestro.client.state.RunRecords;
import dev.maestro.client.state.TaskDiff;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "diff",
        description = "What a task's work has against its epic, committed or not.",
        footerHeading = HelpTexts.EXAMPLES,
        footer = {"  maestro diff 7", "  maestro diff --stat"})
final class DiffCommand implements Callable<Integer> {

    private final Surroundings here;

    @Parameters(
            arity = "0..1",
            paramLabel = "TASK",
            description =
                    "The task's number, or the beginning of its id. Default: the one that is worked"
                            + " on here, or whose worktree you stand in.")
    private Optional<String> task = Optional.empty();

    @Option(names = "--stat", description = "Only the files, and how much of each.")
    private boolean stat;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    DiffCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        Found found = task.map(this::named).orElseGet(this::aroundHere);
        TaskDiff diff = TaskDiff.of(found.home(), found.facts());
        if (json) {
            here.sayJson(
                    new Diff(
                            diff.branch().value(), diff.epic().value(), diff.base(), diff.files()));
        } else {
            here.hand(stat ? diff.stat() : diff.text());
        }
        return ExitCode.OK;
    }

    private Found named(String name) {
        return here.home().team().stream()
                .flatMap(home ->
                        RunRecords.of(home)
                                .newestOf(name)
                                .map(facts -> new Found(home, facts))
                                .stream())
                .max(
                        Comparator.<Found, Boolean>comparing(found ->
                                        RunRecords.of(found.home()).open().contains(found.facts()))
                                .thenComparingLong(found -> found.facts().fence()))
                .orElseThrow(() ->
                        new Refused(
                                RefusalCode.NOT_FOUND,
                                "no run on this machine worked on a task %s".formatted(name)));
    }

    private Found aroundHere() {
        List<Found> working =
                here.home().team().stream()
                        .flatMap(home ->
                                RunRecords.of(home).open().stream()
                                        .filter(RunFacts::writes)
                                        .map(facts -> new Found(home, facts)))
                        .toList();
        return working.stream()
                .filter(found -> here.directory().startsWith(found.worktree()))
                .findFirst()
                .or(() ->
                        working.size() == 1
                                ? Optional.of(working.getFirst())
                                : Optional.<Found>empty())
                .orElseThrow(() ->
                        Refused.invalid(
                                "TASK",
                                working.isEmpty()
                                        ? "nothing is worked on here: say which task"
                                        : "several tasks are worked on here: say which"));
    }

    /** A run, and in whose home: the lead's or a worker's. */
    private record Found(MaestroHome home, RunFacts facts) {

        Path worktree() {
            return home.worktrees(facts.project()).resolve(facts.worktree());
        }
    }

    private record Diff(
            String branch, String epic, String base, List<TaskDiff.ChangedFile> files) {}
}
