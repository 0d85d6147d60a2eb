package dev.maestro.client.cli;

import dev.maestro.client.daemon.SavedSessions;
import dev.maestro.client.daemon.SessionRequest;
import dev.maestro.client.identity.Identity;
import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.settings.KnownProject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The sessions of one clone at one Studio, as they were asked for. */
record SavedHere(List<SessionRequest> sessions) {

    static SavedHere of(MaestroHome home, Path clone, Identity identity) {
        return new SavedHere(
                in(home, clone).stream()
                        .filter(session -> session.studio().equals(identity.url()))
                        .toList());
    }

    /** Those of a clone, wherever they are connected to. */
    static List<SessionRequest> in(MaestroHome home, Path clone) {
        return SavedSessions.requests(home).stream()
                .filter(session -> Path.of(session.directory()).equals(clone))
                .toList();
    }

    Optional<SessionRequest> called(String name) {
        return sessions.stream().filter(session -> session.name().equals(name)).findFirst();
    }

    /** The name of the one that is remembered, else of the only one there is. */
    Optional<String> usual(Optional<KnownProject> known) {
        return known.map(KnownProject::session)
                .filter(name -> called(name).isPresent())
                .or(() ->
                        sessions.size() == 1
                                ? Optional.of(sessions.getFirst().name())
                                : Optional.empty());
    }
}
