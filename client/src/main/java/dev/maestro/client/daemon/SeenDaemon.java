package dev.maestro.client.daemon;

import dev.maestro.client.platform.MaestroHome;
import dev.maestro.protocol.Refused;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A daemon of this user's Maestro that listens, and what it said of itself.
 *
 * @param home its own: the lead's, or a worker's
 */
public record SeenDaemon(MaestroHome home, DaemonClient client, DaemonView view) {

    /** The home's own first, when it listens; then those of its teams' workers. */
    public static List<SeenDaemon> all(MaestroHome home) {
        return home.team().stream().flatMap(one -> look(one).stream()).toList();
    }

    /** As one, which has the sessions of all; empty when none listens. */
    public static Optional<DaemonView> together(MaestroHome home) {
        List<SeenDaemon> all = all(home);
        return all.stream()
                .findFirst()
                .map(SeenDaemon::view)
                .map(first ->
                        new DaemonView(
                                first.pid(),
                                first.version(),
                                first.startedAt(),
                                all.stream()
                                        .flatMap(one -> one.view().sessions().stream())
                                        .toList(),
                                first.room()));
    }

    /** Empty when none listens, or it ends at this moment. */
    private static Optional<SeenDaemon> look(MaestroHome home) {
        return DaemonClient.find(home)
                .flatMap(client -> {
                    try {
                        return Optional.of(
                                new SeenDaemon(
                                        home,
                                        client,
                                        client.ask(
                                                ControlMethod.STATUS, Map.of(), DaemonView.class)));
                    } catch (Refused ending) {
                        return Optional.empty();
                    }
                });
    }
}
