package dev.maestro.client.cli;

import dev.maestro.client.daemon.SessionView;
import dev.maestro.protocol.Refused;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Sessions of several projects may have one name: the one of the clone one stands in is meant. */
final class SameName {

    private SameName() {}

    /**
     * The project whose session is meant; empty when there are not several.
     *
     * @throws Refused {@code invalid_params} when one stands in none of their clones
     */
    static Optional<UUID> project(String called, List<SessionView> sessions, Surroundings here) {
        List<SessionView> several =
                sessions.stream().filter(session -> session.name().equals(called)).toList();
        if (projects(several).size() < 2) {
            return Optional.empty();
        }
        List<UUID> ofClone =
                projects(
                        several.stream()
                                .filter(session -> here.directory().startsWith(session.directory()))
                                .toList());
        if (ofClone.size() != 1) {
            throw Refused.invalid(
                    "name",
                    "several sessions are called %s; say it in the clone of the one you mean: %s"
                            .formatted(
                                    called,
                                    several.stream()
                                            .map(session ->
                                                    "%s in %s"
                                                            .formatted(
                                                                    session.projectName(),
                                                                    session.directory()))
                                            .collect(Collectors.joining(", "))));
        }
        return Optional.of(ofClone.getFirst());
    }

    private static List<UUID> projects(List<SessionView> sessions) {
        return sessions.stream().map(SessionView::project).distinct().toList();
    }
}
