package dev.maestro.client.cli;

import dev.maestro.client.daemon.ControlMethod;
import dev.maestro.client.daemon.DaemonClient;
import dev.maestro.client.daemon.DaemonView;
import dev.maestro.client.daemon.SessionRequest;
import dev.maestro.client.provider.ProviderConfig;
import dev.maestro.client.provider.ProviderKind;
import dev.maestro.client.settings.ConfigFile;
import dev.maestro.client.team.TeamRequest;
import dev.maestro.client.team.Teams;
import dev.maestro.client.team.WorkerView;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.SessionKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "team",
        description = {
            "Start workers beside the session of this repository, each a process of its own.",
            "They end with their lead, however it ends, and come back with it."
        },
        footerHeading = HelpTexts.EXAMPLES,
        footer = {
            "  maestro team --dev 2 --review 1 --test 1",
            "  maestro team                                  what there is",
            "  maestro team --dev 1                          one from now on: the others end",
            "  maestro team --stop                           the same as --dev 0"
        })
final class TeamCommand implements Callable<Integer> {

    private static final int MOST = 32;

    private final Surroundings here;

    @Option(names = "--dev", paramLabel = "N", description = "Workers that develop.")
    private Optional<Integer> developers = Optional.empty();

    @Option(names = "--review", paramLabel = "N", description = "Workers that review.")
    private Optional<Integer> reviewers = Optional.empty();

    @Option(names = "--test", paramLabel = "N", description = "Workers that test and check.")
    private Optional<Integer> testers = Optional.empty();

    @Option(
            names = "--lead",
            paramLabel = "NAME",
            description = "The session that leads them. Default: the one of this repository.")
    private Optional<String> lead = Optional.empty();

    @Option(
            names = "--agent",
            paramLabel = "COMMAND",
            description = "What the workers run. Default: what their lead runs.")
    private Optional<String> agent = Optional.empty();

    @Option(names = "--stop", description = "End the workers; what they were doing is kept.")
    private boolean stop;

    @Option(
            names = "--yes",
            description = "Also when runs of the lead have to stop so that it can lead.")
    private boolean yes;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    TeamCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() throws InterruptedException {
        Teams teams = new Teams(here.home(), here.launcher());
        List<Integer> counts =
                Stream.of(developers, reviewers, testers).flatMap(Optional::stream).toList();
        int wanted = counts.stream().mapToInt(count -> count).sum();
        if (counts.stream().anyMatch(count -> count < 0 || count > MOST) || wanted > MOST) {
            throw Refused.invalid(
                    "dev",
                    "a team has 0 to %d workers, and %s were asked for"
                            .formatted(
                                    MOST,
                                    counts.stream()
                                            .map(String::valueOf)
                                            .collect(Collectors.joining(" + "))));
        }
        if (!stop && counts.isEmpty()) {
            return tell(teams.workers());
        }
        if (stop || wanted == 0) {
            return tellEnded(teams.stop(leader().name()));
        }
        SessionRequest leader = leader();
        refuseToInterrupt(leader);
        return tell(teams.start(request(leader)));
    }

    /** Studio is told who leads when a session registers: a worker does so again. */
    private void refuseToInterrupt(SessionRequest leader) {
        if (yes || leader.kind() == SessionKind.LEAD) {
            return;
        }
        int runs =
                DaemonClient.find(here.home())
                        .map(one -> one.ask(ControlMethod.STATUS, Map.of(), DaemonView.class))
                        .map(DaemonView::sessions)
                        .orElse(List.of())
                        .stream()
                        .filter(session -> session.name().equals(leader.name()))
                        .filter(session -> session.project().equals(leader.project()))
                        .mapToInt(session -> session.runs().size())
                        .sum();
        if (runs > 0) {
            throw new Refused(
                    RefusalCode.CONFLICT,
                    "%s does not lead yet, and has to connect anew for it: that stops what it does"
                                    .formatted(leader.name())
                            + " now (%d), whose work is kept. Wait for it, or say --yes"
                                    .formatted(runs));
        }
    }

    private SessionRequest leader() {
        Path clone = Repository.around(here.directory()).root();
        List<SessionRequest> connected =
                SavedHere.in(here.home(), clone).stream()
                        .filter(session -> lead.isEmpty() || session.name().equals(lead.get()))
                        .toList();
        if (connected.isEmpty()) {
            throw new Refused(
                    RefusalCode.NOT_FOUND,
                    lead.map("no session %s is connected for this repository"::formatted)
                                    .orElse("no session is connected for this repository")
                            + ": run `maestro connect` first");
        }
        if (connected.size() > 1) {
            throw Refused.invalid(
                    "lead",
                    "several sessions are connected for this repository: say --lead with one of "
                            + String.join(
                                    ", ", connected.stream().map(SessionRequest::name).toList()));
        }
        return connected.getFirst();
    }

    private TeamRequest request(SessionRequest leader) {
        List<SessionRequest> workers = new ArrayList<>();
        add(workers, leader, "dev", developers.orElse(0), List.of(Purpose.DEVELOP));
        add(workers, leader, "review", reviewers.orElse(0), List.of(Purpose.REVIEW));
        add(
                workers,
                leader,
                "test",
                testers.orElse(0),
                List.of(Purpose.TEST, Purpose.CHECK, Purpose.RELEASE));
        return new TeamRequest(leader.asLead(), workers);
    }

    private void add(
            List<SessionRequest> workers,
            SessionRequest leader,
            String role,
            int count,
            List<Purpose> purposes) {
        // A lead that speaks to its agent by the protocol has workers that do.
        ProviderKind kind =
                leader.provider().name().equals(ProviderKind.ACP.word())
                        ? ProviderKind.ACP
                        : ProviderKind.COMMAND;
        ProviderConfig provider =
                agent.map(command ->
                                new ProviderConfig(
                                        kind.word(),
                                        Optional.of(command),
                                        leader.provider().environment(),
                                        new ConfigFile(here.home()).read().provider(kind.word()),
                                        leader.provider().readable(),
                                        leader.provider().writable()))
                        .orElse(leader.provider());
        for (int number = 1; number <= count; number++) {
            workers.add(
                    leader.worker(
                            "%s-%s-%d".formatted(leader.name(), role, number), purposes, provider));
        }
    }

    private int tell(List<WorkerView> workers) {
        if (json) {
            here.sayJson(workers);
            return ExitCode.OK;
        }
        if (workers.isEmpty()) {
            here.say("No team. `maestro team --dev 2 --review 1` starts one.");
        }
        for (WorkerView worker : workers) {
            here.say(
                    "%s  %s"
                            .formatted(
                                    worker.name(),
                                    worker.session()
                                            .map(session ->
                                                    "%s, process %d"
                                                            .formatted(
                                                                    StatusCommand.word(
                                                                            session.state()),
                                                                    worker.pid().orElse(0L)))
                                            .orElse("has ended")));
        }
        return ExitCode.OK;
    }

    private int tellEnded(List<String> workers) {
        if (json) {
            here.sayJson(workers);
        } else if (workers.isEmpty()) {
            here.say("There was no team.");
        } else {
            workers.forEach(worker -> here.say("%s has ended.".formatted(worker)));
        }
        return ExitCode.OK;
    }
}
