package dev.maestro.client.cli;

import dev.maestro.client.daemon.ControlMethod;
import dev.maestro.client.daemon.DaemonClient;
import dev.maestro.client.daemon.DaemonView;
import dev.maestro.client.daemon.RunLine;
import dev.maestro.client.daemon.SessionView;
import dev.maestro.client.door.DoorCall;
import dev.maestro.client.door.DoorClient;
import dev.maestro.client.mcp.ContextText;
import dev.maestro.protocol.Refused;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** A hook calls it: what it prints the agent reads. It never fails, for it must not disturb. */
@Command(name = "context", hidden = true, description = "What an agent reads when it starts.")
final class HooksContextCommand implements Callable<Integer> {

    private final Surroundings here;

    HooksContextCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        // An agent that Maestro started has it in its prompt.
        if (System.getenv("MAESTRO_RUN") == null) {
            try {
                DoorClient.find(Map.of(), here.home(), here.directory())
                        .ifPresentOrElse(
                                run -> here.say(ContextText.of(run.context())), this::around);
            } catch (Refused gone) {
                return ExitCode.OK;
            }
        }
        return ExitCode.OK;
    }

    private void around() {
        Optional<DaemonClient> daemon = DaemonClient.find(here.home());
        if (daemon.isEmpty()) {
            return;
        }
        DaemonView view =
                daemon.get().ask(ControlMethod.STATUS, new DoorCall.Nothing(), DaemonView.class);
        for (SessionView session : view.sessions()) {
            if (here.directory().startsWith(Path.of(session.directory()))) {
                here.say(
                        ("Maestro works on this repository (project %s, session %s), in worktrees"
                                        + " of its own; leave branches that begin with task/ and"
                                        + " epic/ alone.")
                                .formatted(session.projectName(), session.name()));
                session.runs().forEach(run -> here.say(line(run)));
            }
        }
    }

    private static String line(RunLine run) {
        return "- %s%s, %s%s"
                .formatted(
                        run.taskNumber().map(number -> "task " + number + ": ").orElse(""),
                        run.title(),
                        run.step(),
                        run.waitsForPerson()
                                ? ", waits for you in " + run.worktree().orElse("its worktree")
                                : "");
    }
}
