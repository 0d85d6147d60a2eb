package dev.maestro.client.cli;

import dev.maestro.client.state.RunFacts;
import dev.maestro.client.state.RunRecords;
import dev.maestro.client.state.TaskDiff;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
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
        RunRecords runs = RunRecords.of(here.home());
        TaskDiff diff =
                TaskDiff.of(
                        here.home(), task.isPresent() ? named(runs, task.get()) : aroundHere(runs));
        if (json) {
            here.sayJson(
                    new Diff(
                            diff.branch().value(), diff.epic().value(), diff.base(), diff.files()));
        } else {
            here.hand(stat ? diff.stat() : diff.text());
        }
        return ExitCode.OK;
    }

    private static RunFacts named(RunRecords runs, String task) {
        return runs.newestOf(task)
                .orElseThrow(() ->
                        new Refused(
                                RefusalCode.NOT_FOUND,
                                "no run on this machine worked on a task %s".formatted(task)));
    }

    private RunFacts aroundHere(RunRecords runs) {
        List<RunFacts> working = runs.open().stream().filter(RunFacts::writes).toList();
        return working.stream()
                .filter(facts ->
                        here.directory()
                                .startsWith(
                                        here.home()
                                                .worktrees(facts.project())
                                                .resolve(facts.worktree())))
                .findFirst()
                .or(() ->
                        working.size() == 1
                                ? Optional.of(working.getFirst())
                                : Optional.<RunFacts>empty())
                .orElseThrow(() ->
                        Refused.invalid(
                                "TASK",
                                working.isEmpty()
                                        ? "nothing is worked on here: say which task"
                                        : "several tasks are worked on here: say which"));
    }

    private record Diff(
            String branch, String epic, String base, List<TaskDiff.ChangedFile> files) {}
}
