package dev.maestro.client.cli;

import dev.maestro.client.settings.KnownProject;
import dev.maestro.client.settings.ProjectsFile;
import dev.maestro.client.settings.WorktreeSettings;
import dev.maestro.client.state.KeptSnapshot;
import dev.maestro.client.state.KeptWorktree;
import dev.maestro.client.state.MachineState;
import dev.maestro.client.state.Room;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "state",
        description = {
            "Every worktree and snapshot on this machine, and how to get its work back.",
            "Works without a daemon, too."
        },
        footerHeading = HelpTexts.EXAMPLES,
        footer = {"  maestro state", "  maestro state recover wip/4f2a", "  maestro state prune"})
final class StateCommand implements Callable<Integer> {

    private static final long MEGABYTE = 1_000_000;

    private final Surroundings here;

    @Option(names = "--remote", description = "Ask the remotes, too, for snapshots of others.")
    private boolean remote;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    private StateCommand(Surroundings here) {
        this.here = here;
    }

    static CommandLine in(Surroundings here) {
        return new CommandLine(new StateCommand(here))
                .addSubcommand(new StateRecoverCommand(here))
                .addSubcommand(new StateRemoveCommand(here))
                .addSubcommand(new StatePruneCommand(here));
    }

    @Override
    public Integer call() {
        if (remote) {
            MachineState.fetchRemote(here.home().team());
            MachineState.refresh(here.home().team()).forEach(here::warn);
        }
        List<KeptWork.Place> places = new KeptWork(here).read();
        List<KeptWorktree> worktrees =
                places.stream().flatMap(place -> place.state().worktrees().stream()).toList();
        List<KeptSnapshot> snapshots =
                places.stream().flatMap(place -> place.state().snapshots().stream()).toList();
        Room room = Room.measure(here.home(), WorktreeSettings.of(here.home()).room());
        if (json) {
            here.sayJson(new State(worktrees, snapshots, room));
            return ExitCode.OK;
        }
        here.say(room.sentence());
        if (worktrees.isEmpty() && snapshots.isEmpty()) {
            here.say("No worktree and no snapshot is here.");
        }
        worktrees.forEach(this::tell);
        snapshots.forEach(this::tell);
        return ExitCode.OK;
    }

    private void tell(KeptWorktree worktree) {
        here.say(
                "worktree  %s  %s%s  %s, %d ahead  %d MB  %s  %s"
                        .formatted(
                                worktree.name(),
                                project(worktree.project()),
                                task(worktree.taskNumber()),
                                worktree.live()
                                        ? "at work"
                                        : worktree.merged()
                                                ? "merged"
                                                : worktree.dirty() ? "dirty" : "clean",
                                worktree.ahead(),
                                worktree.bytes() / MEGABYTE,
                                age(worktree.since()),
                                worktree.directory()));
        tellHow(worktree.merged() || worktree.live(), worktree.recover());
    }

    private void tell(KeptSnapshot snapshot) {
        here.say(
                "snapshot  %s  %s%s  %s  %s  %s"
                        .formatted(
                                snapshot.name(),
                                project(snapshot.project()),
                                task(snapshot.taskNumber()),
                                snapshot.merged() ? "merged" : "not merged",
                                age(snapshot.at()),
                                snapshot.subject()));
        tellHow(snapshot.merged(), snapshot.recover());
    }

    private void tellHow(boolean needless, String command) {
        if (!needless) {
            here.say("          " + command);
        }
    }

    private String project(UUID project) {
        return new ProjectsFile(here.home())
                .clones(project).values().stream()
                        .findFirst()
                        .map(KnownProject::name)
                        .orElse(project.toString());
    }

    private static String task(Optional<Integer> number) {
        return number.map(one -> " task " + one).orElse("");
    }

    private String age(Instant at) {
        Duration age = Duration.between(at, here.clock().instant());
        if (age.toDays() > 1) {
            return age.toDays() + " days old";
        }
        return age.toHours() > 1
                ? age.toHours() + " hours old"
                : Math.max(0, age.toMinutes()) + " min old";
    }

    private record State(List<KeptWorktree> worktrees, List<KeptSnapshot> snapshots, Room room) {}
}
