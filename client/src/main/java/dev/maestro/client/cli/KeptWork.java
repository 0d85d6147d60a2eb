package dev.maestro.client.cli;

import dev.maestro.client.daemon.DaemonClient;
import dev.maestro.client.daemon.SeenDaemon;
import dev.maestro.client.daemon.SessionView;
import dev.maestro.client.platform.LockFile;
import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.state.KeptSnapshot;
import dev.maestro.client.state.KeptWorktree;
import dev.maestro.client.state.MachineState;
import dev.maestro.client.state.Removal;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is kept on this machine, as the commands below {@code maestro state} find it. */
final class KeptWork {

    private final Surroundings here;

    KeptWork(Surroundings here) {
        this.here = here;
    }

    /** What one home keeps: the lead's, or a worker's. */
    record Place(MaestroHome home, MachineState state) {}

    /** The own home's first. */
    List<Place> read() {
        Set<UUID> live =
                SeenDaemon.all(here.home()).stream()
                        .flatMap(daemon -> daemon.view().sessions().stream())
                        .map(SessionView::session)
                        .collect(Collectors.toUnmodifiableSet());
        return here.home().team().stream()
                .map(home -> new Place(home, MachineState.read(home, live)))
                .toList();
    }

    /** Lets nobody begin to work in what is about to be removed. */
    void removing(Consumer<List<Place>> work) {
        List<LockFile> locks = new ArrayList<>();
        try {
            for (MaestroHome home : here.home().team()) {
                if (DaemonClient.find(home).isEmpty()) {
                    locks.add(new Removal(home).withoutDaemon());
                }
            }
            work.accept(read());
        } finally {
            locks.forEach(LockFile::close);
        }
    }

    /** One worktree or snapshot, and in whose home it is. */
    record Found(
            MaestroHome home, Optional<KeptWorktree> worktree, Optional<KeptSnapshot> snapshot) {

        boolean isMerged() {
            return worktree.map(KeptWorktree::merged)
                    .or(() -> snapshot.map(KeptSnapshot::merged))
                    .orElse(false);
        }

        String name() {
            return worktree.map(KeptWorktree::name)
                    .or(() -> snapshot.map(KeptSnapshot::name))
                    .orElseThrow();
        }

        /** Without the worker whose it is. */
        private String shortName() {
            return name().substring(home.place().length());
        }
    }

    /**
     * By its name or the beginning of it; what a worker has is also found without the worker's.
     *
     * @throws Refused {@code not_found}, or {@code invalid_params} when several begin so
     */
    static Found find(List<Place> places, String name) {
        List<Found> all =
                places.stream()
                        .flatMap(place ->
                                Stream.concat(
                                        place.state().worktrees().stream()
                                                .map(one ->
                                                        new Found(
                                                                place.home(),
                                                                Optional.of(one),
                                                                Optional.empty())),
                                        place.state().snapshots().stream()
                                                .map(one ->
                                                        new Found(
                                                                place.home(),
                                                                Optional.empty(),
                                                                Optional.of(one)))))
                        .toList();
        return meant(all, name, one -> one.name().equals(name))
                .or(() -> meant(all, name, one -> one.shortName().equals(name)))
                .or(() ->
                        meant(
                                all,
                                name,
                                one ->
                                        one.name().startsWith(name)
                                                || one.shortName().startsWith(name)))
                .orElseThrow(() ->
                        new Refused(
                                RefusalCode.NOT_FOUND,
                                "there is no worktree or snapshot %s here: `maestro state` lists them"
                                        .formatted(name)));
    }

    private static Optional<Found> meant(List<Found> all, String name, Predicate<Found> so) {
        List<Found> meant = all.stream().filter(so).toList();
        if (meant.size() > 1) {
            throw Refused.invalid(
                    "NAME",
                    "several begin with %s: say more of the name, as `maestro state` lists it"
                            .formatted(name));
        }
        return meant.stream().findFirst();
    }
}
