package dev.maestro.client.cli;

import dev.maestro.client.identity.Identity;
import dev.maestro.client.identity.IdentityChoice;
import dev.maestro.client.settings.KnownProject;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** What commands about clones have in common. */
final class Clones {

    private Clones() {}

    /** The one that is named, else the one that this clone had, else the default. */
    static Identity identity(
            Surroundings here, IdentityChoice named, Optional<KnownProject> known) {
        if (!named.isEmpty() || known.isEmpty()) {
            return here.identities().choose(named);
        }
        return here.identities().of(known.get().studio(), known.get().user());
    }

    /**
     * How the clone is remembered: with the session's name of the last time, where there was one.
     */
    static KnownProject remembered(
            ProjectFinder.Found found, Identity identity, Optional<KnownProject> known) {
        return new KnownProject(
                found.id(),
                found.name(),
                identity.url(),
                known.map(KnownProject::session).orElseGet(() -> ownName(identity)),
                Optional.of(identity.user()));
    }

    /** What a session is called where nobody says. */
    static String ownName(Identity identity) {
        String first = identity.name().strip().split("\\s+")[0].toLowerCase(Locale.ROOT);
        String plain = first.replaceAll("[^a-z0-9-]", "");
        return plain.isEmpty() ? "worker" : plain;
    }

    static Path directory(Surroundings here, Optional<Path> named) {
        return named.map(path -> here.directory().resolve(path).normalize())
                .orElse(here.directory());
    }

    /** A line of {@code maestro project}, and its JSON. */
    record Line(Path directory, UUID project, String name, String studio, String session) {

        static Line of(Path clone, KnownProject known) {
            return new Line(
                    clone,
                    known.project(),
                    known.name(),
                    known.studio().toString(),
                    known.session());
        }
    }
}
