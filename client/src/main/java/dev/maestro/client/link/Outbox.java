package dev.maestro.client.link;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.client.platform.PrivateFiles;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.json.Json;
import dev.maestro.protocol.work.RunMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Terminal reports of one session that Studio has not acknowledged, one file each. The first report
 * of a dispatch stays: a second one is not taken, for Studio would refuse it. Safe for any thread;
 * one process at a time.
 */
public final class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final Path directory;

    private Outbox(Path directory) {
        this.directory = directory;
    }

    /** Opens the directory and clears away what a killed writer left half written. */
    public static Outbox open(Path directory) {
        Outbox outbox = new Outbox(PrivateFiles.directory(directory));
        outbox.files(PrivateFiles.UNFINISHED).forEach(PrivateFiles::delete);
        return outbox;
    }

    /** On disk when it returns. */
    synchronized void put(RunMethod report) {
        if (!MethodNames.terminal(report)) {
            throw new IllegalArgumentException(MethodNames.of(report) + " is not terminal");
        }
        Path file = file(report);
        if (Files.exists(file)) {
            LOG.warn("run {} was settled twice; the first report stays", report.run());
            return;
        }
        PrivateFiles.write(file, Json.writePretty(new Letter(MethodNames.of(report), report)));
    }

    /** What is still to be sent; a file that cannot be read is put aside. */
    synchronized List<RunMethod> pending() {
        List<RunMethod> reports = new ArrayList<>();
        for (Path file : files(".json")) {
            read(file).ifPresent(reports::add);
        }
        return reports;
    }

    synchronized void acknowledged(RunMethod report) {
        PrivateFiles.delete(file(report));
    }

    /** Studio will never take it: kept for a person, with the reason, under {@code refused}. */
    synchronized void refused(RunMethod report, Refused why) {
        putAside(file(report), "%s: %s".formatted(why.code().wireName(), why.getMessage()));
    }

    private Optional<RunMethod> read(Path file) {
        try {
            JsonNode letter = Json.tree(Files.readString(file));
            Class<? extends RunMethod> type =
                    MethodNames.TERMINAL.get(letter.path("method").asText());
            if (type == null) {
                throw new Refused(RefusalCode.INVALID_PARAMS, "it is no terminal report");
            }
            return Optional.of(Json.convert(letter.path("params"), type));
        } catch (Refused unreadable) {
            putAside(file, "unreadable: " + unreadable.getMessage());
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private void putAside(Path file, String why) {
        if (!Files.exists(file)) {
            return;
        }
        Path aside = PrivateFiles.directory(directory.resolve("refused"));
        String name = file.getFileName().toString();
        PrivateFiles.write(aside.resolve(name + ".why"), why + "\n");
        PrivateFiles.move(file, aside.resolve(name));
        LOG.warn("the report {} is kept aside: {}", name, why);
    }

    private Path file(RunMethod report) {
        return directory.resolve(report.run() + "-" + report.fence() + ".json");
    }

    private List<Path> files(String suffix) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + directory, e);
        }
    }

    private record Letter(String method, RunMethod params) {}
}
