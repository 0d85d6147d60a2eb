package dev.maestro.client.daemon;

import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.platform.PrivateFiles;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory {@code sessions}: one file a session. */
public final class SavedSessions {

    private static final Logger LOG = LoggerFactory.getLogger(SavedSessions.class);

    private final Path directory;

    SavedSessions(Path directory) {
        this.directory = PrivateFiles.directory(directory);
    }

    /** What people asked for, as it is kept on disk; also without a daemon. */
    public static List<SessionRequest> requests(MaestroHome home) {
        return new SavedSessions(home.sessions())
                .all().stream().map(SavedSession::request).toList();
    }

    /** Files that cannot be read are left alone and told in the log. */
    List<SavedSession> all() {
        List<SavedSession> saved = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".json")).toList()) {
                try {
                    saved.add(Json.read(Files.readString(file), SavedSession.class));
                } catch (Refused unreadable) {
                    LOG.error("{} is not a session: {}", file, unreadable.getMessage());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + directory, e);
        }
        return saved;
    }

    void save(SavedSession session) {
        PrivateFiles.write(file(session.registration().session()), Json.writePretty(session));
    }

    void forget(UUID session) {
        PrivateFiles.delete(file(session));
    }

    private Path file(UUID session) {
        return directory.resolve(session + ".json");
    }
}
