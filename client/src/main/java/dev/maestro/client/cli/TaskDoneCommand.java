package dev.maestro.client.cli;

import dev.maestro.client.daemon.ControlMethod;
import dev.maestro.client.daemon.RunLine;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "done",
        description = "You finished a task in its worktree: it is checked, committed and pushed.",
        footerHeading = HelpTexts.EXAMPLES,
        footer = {"  maestro task done", "  maestro task done 12"})
final class TaskDoneCommand implements Callable<Integer> {

    private final Surroundings here;

    @Parameters(
            arity = "0..1",
            paramLabel = "TASK",
            description = "Its number or the beginning of its id; not needed when one waits.")
    private Optional<String> task = Optional.empty();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    TaskDoneCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        RunLine run =
                here.daemon()
                        .ask(
                                ControlMethod.TASK_DONE,
                                new ControlMethod.TaskDone(task),
                                RunLine.class);
        if (json) {
            here.sayJson(run);
        } else {
            here.say("\"%s\" is handed over; the check runs now.".formatted(run.title()));
        }
        return ExitCode.OK;
    }
}
