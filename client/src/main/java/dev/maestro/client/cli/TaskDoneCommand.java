package dev.maestro.client.cli;

import dev.maestro.client.daemon.ControlMethod;
import dev.maestro.client.daemon.RunLine;
import dev.maestro.client.daemon.SeenDaemon;
import dev.maestro.protocol.Refused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        RunLine run = done(here.daemons());
        if (json) {
            here.sayJson(run);
        } else {
            here.say(
                    ("\"%s\" is handed over; the check runs now. `maestro status`"
                                    + " shows how it went.")
                            .formatted(run.title()));
        }
        return ExitCode.OK;
    }

    /** Those that wait may be anywhere; each daemon knows only its own. */
    private RunLine done(List<SeenDaemon> daemons) {
        Map<RunLine, SeenDaemon> waiting = new LinkedHashMap<>();
        for (SeenDaemon daemon : daemons) {
            daemon.view().sessions().stream()
                    .flatMap(session -> session.runs().stream())
                    .filter(RunLine::waitsForPerson)
                    .filter(run -> task.filter(name -> !run.isCalled(name)).isEmpty())
                    .forEach(run -> waiting.put(run, daemon));
        }
        if (waiting.size() > 1) {
            throw Refused.invalid(
                    "task", "several tasks wait for a person: say which (maestro task list)");
        }
        return waiting.entrySet().stream()
                .findFirst()
                .map(one -> done(one.getValue(), Optional.of(one.getKey().run().toString())))
                .orElseGet(() -> done(daemons.getFirst(), task));
    }

    private static RunLine done(SeenDaemon daemon, Optional<String> which) {
        return daemon.client()
                .ask(ControlMethod.TASK_DONE, new ControlMethod.TaskDone(which), RunLine.class);
    }
}
