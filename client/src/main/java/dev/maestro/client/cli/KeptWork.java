package dev.maestro.client.cli;

import dev.maestro.client.daemon.ControlMethod;
import dev.maestro.client.daemon.DaemonClient;
import dev.maestro.client.daemon.DaemonView;
import dev.maestro.client.daemon.SessionView;
import dev.maestro.client.state.KeptSnapshot;
import dev.maestro.client.state.KeptWorktree;
import dev.maestro.client.state.MachineState;
import dev.maestro.client.state.Removal;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is kept on this machine, as the commands below {@code maestro state} find it. */
final class KeptWork {

    private final Surroundings here;

    KeptWork(Surroundings here) {
        this.here = here;
    }

    MachineState read() {
        return MachineState.read(
                here.home(),
                DaemonClient.find(here.home())
                        .map(one -> one.ask(ControlMethod.STATUS, Map.of(), DaemonView.class))
                        .map(view ->
                                view.sessions().stream()
                                        .map(SessionView::session)
                                        .collect(Collectors.toUnmodifiableSet()))
                        .orElse(Set.of()));
    }

    /** Lets nobody begin to work in what is about to be removed. */
    void removing(Consumer<MachineState> work) {
        if (DaemonClient.find(here.home()).isPresent()) {
            work.accept(read());
        } else {
            try (var _ = new Removal(here.home()).withoutDaemon()) {
                work.accept(read());
            }
        }
    }

    /** One worktree or snapshot, by its name or the beginning of it. */
    record Found(Optional<KeptWorktree> worktree, Optional<KeptSnapshot> snapshot) {

        boolean isMerged() {
            return worktree.map(KeptWorktree::merged)
                    .or(() -> snapshot.map(KeptSnapshot::merged))
                    .orElse(false);
        }
    }

    /**
     * @throws Refused {@code not_found}, or {@code invalid_params} when several begin so
     */
    static Found find(MachineState state, String name) {
        List<Found> found =
                Stream.concat(
                                state.worktrees().stream()
                                        .filter(one -> one.name().startsWith(name))
                                        .map(one -> new Found(Optional.of(one), Optional.empty())),
                                state.snapshots().stream()
                                        .filter(one -> one.name().startsWith(name))
                                        .map(one -> new Found(Optional.empty(), Optional.of(one))))
                        .toList();
        List<Found> exact =
                found.stream()
                        .filter(one ->
                                one.worktree().filter(w -> w.name().equals(name)).isPresent()
                                        || one.snapshot()
                                                .filter(s -> s.name().equals(name))
                                                .isPresent())
                        .toList();
        List<Found> meant = exact.isEmpty() ? found : exact;
        if (meant.isEmpty()) {
            throw new Refused(
                    RefusalCode.NOT_FOUND,
                    "there is no worktree or snapshot %s here: `maestro state` lists them"
                            .formatted(name));
        }
        if (meant.size() > 1) {
            throw Refused.invalid(
                    "NAME", "several begin with %s: say more of the name".formatted(name));
        }
        return meant.getFirst();
    }
}
