package dev.maestro.client.cli;

import dev.maestro.client.daemon.ControlMethod;
import dev.maestro.client.daemon.DaemonClient;
import dev.maestro.client.daemon.DaemonView;
import dev.maestro.client.daemon.RunLine;
import dev.maestro.client.daemon.SessionView;
import dev.maestro.client.link.LinkState;
import dev.maestro.client.platform.PlainText;
import dev.maestro.client.provider.AgentEvent;
import dev.maestro.client.state.Room;
import dev.maestro.client.team.Teams;
import dev.maestro.client.team.WorkerView;
import dev.maestro.client.work.QuestionView;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        description = "The daemon, its sessions and what they do.",
        footerHeading = HelpTexts.EXAMPLES,
        footer = {"  maestro status", "  maestro status --json"})
final class StatusCommand implements Callable<Integer> {

    private final Surroundings here;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    StatusCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        Optional<DaemonView> view =
                DaemonClient.find(here.home())
                        .map(one -> one.ask(ControlMethod.STATUS, Map.of(), DaemonView.class));
        List<WorkerView> workers = new Teams(here.home(), here.launcher()).workers();
        if (json) {
            here.sayJson(new Status(view.isPresent(), view, workers));
        } else if (view.isEmpty()) {
            here.say("No daemon runs here; `maestro connect` starts it.");
        } else {
            tell(view.get());
            workers.forEach(this::tell);
        }
        return ExitCode.OK;
    }

    private void tell(DaemonView daemon) {
        here.say(
                "daemon %s, process %d, since %s"
                        .formatted(daemon.version(), daemon.pid(), seconds(daemon.startedAt())));
        daemon.room().filter(Room::isFull).ifPresent(room -> here.say("FULL: " + room.sentence()));
        if (daemon.sessions().isEmpty()) {
            here.say("no session");
        }
        daemon.sessions().forEach(this::tell);
    }

    private void tell(SessionView session) {
        here.say(
                "%s  %s%s  %s at %s (%s, %d at one time)"
                        .formatted(
                                session.name(),
                                word(session.state()),
                                session.detail().isEmpty() ? "" : ": " + session.detail(),
                                session.projectName(),
                                session.studio(),
                                session.provider(),
                                session.capacity()));
        session.limits().forEach(this::tell);
        session.runs().forEach(this::tell);
    }

    private void tell(AgentEvent.LimitWindow limit) {
        Instant now = here.clock().instant();
        here.say(
                "  limit %s%s%s"
                        .formatted(
                                PlainText.line(limit.window()),
                                limit.used()
                                        .map(used -> " %d%%".formatted(Math.round(used * 100)))
                                        .orElse(""),
                                limit.resetsAt()
                                        .map(reset ->
                                                "  resets at %s, in %d min"
                                                        .formatted(
                                                                seconds(reset),
                                                                Math.ceilDiv(
                                                                        Duration.between(now, reset)
                                                                                .toSeconds(),
                                                                        60)))
                                        .orElse("")));
    }

    private void tell(RunLine run) {
        here.say(
                "  %s%s: %s  %s since %s%s"
                        .formatted(
                                run.purpose().wireName(),
                                run.taskNumber().map(number -> " task " + number).orElse(""),
                                PlainText.line(run.title()),
                                run.step(),
                                seconds(run.since()),
                                run.forPerson().map("  "::concat).orElse("")));
        run.live().questions().forEach(this::tell);
    }

    private void tell(QuestionView question) {
        here.say(
                "    asks: %s%s"
                        .formatted(
                                PlainText.line(question.text()),
                                question.until()
                                        .map(until ->
                                                "  waits until %s (answer it in `maestro tui`)"
                                                        .formatted(seconds(until)))
                                        .orElse("")));
    }

    private void tell(WorkerView worker) {
        if (worker.session().isPresent()) {
            here.say("worker of %s, process %d:".formatted(worker.lead(), worker.pid().orElse(0L)));
            tell(worker.session().get());
        } else {
            here.say(
                    "worker %s of %s has ended; `maestro team` starts it again"
                            .formatted(worker.name(), worker.lead()));
        }
    }

    private static Instant seconds(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS);
    }

    static String word(LinkState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private record Status(boolean running, Optional<DaemonView> daemon, List<WorkerView> workers) {}
}
