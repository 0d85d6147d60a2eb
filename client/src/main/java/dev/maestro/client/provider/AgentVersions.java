package dev.maestro.client.provider;

import dev.maestro.client.platform.PrivateFiles;
import dev.maestro.client.platform.ProcessSpec;
import dev.maestro.client.platform.ProcessTree;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which version a program is. Some take seconds to say so, therefore the answers are kept on disk
 * for as long as the program's file does not change. Any thread may use it.
 */
public final class AgentVersions {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration GRACE = Duration.ofMillis(200);
    private static final int ENOUGH = 4_096;
    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+(\\.\\d+)?[0-9A-Za-z.+-]*");

    /**
     * An answer.
     *
     * @param state size and time of the program's file
     */
    record Known(String state, String version) {}

    /** What the file holds. */
    record Answers(Map<String, Known> programs) {

        Answers {
            programs = Map.copyOf(programs);
        }
    }

    private final Path file;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    public AgentVersions(Path file) {
        this.file = file;
        try {
            if (Files.exists(file)) {
                known.putAll(Json.read(Files.readString(file), Answers.class).programs());
            }
        } catch (IOException | Refused e) {
            known.clear(); // They are asked again.
        }
    }

    /** Empty when it does not say in time. */
    Optional<String> of(Path program, Map<String, String> environment) {
        try {
            Path real = program.toRealPath();
            String state = Files.size(real) + " " + Files.getLastModifiedTime(real);
            Known before = known.get(real.toString());
            if (before != null && before.state().equals(state)) {
                return Optional.of(before.version());
            }
            Optional<String> version = ask(program, environment);
            version.ifPresent(found -> known.put(real.toString(), new Known(state, found)));
            return version;
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** Keeps the answers for the next time. */
    public void keep() {
        PrivateFiles.write(file, Json.write(new Answers(known)));
    }

    private static Optional<String> ask(Path program, Map<String, String> environment)
            throws IOException {
        ProcessTree tree =
                ProcessTree.start(
                        new ProcessSpec(
                                List.of(program.toString(), "--version"),
                                Path.of("/"),
                                environment,
                                Path.of("/dev/null"),
                                "version-" + UUID.randomUUID()));
        Thread late =
                Thread.ofVirtual()
                        .name("version-patience")
                        .start(() -> {
                            try {
                                tree.await(PATIENCE);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            tree.end(GRACE);
                        });
        try (InputStream output = tree.output()) {
            Matcher found =
                    VERSION.matcher(new String(output.readNBytes(ENOUGH), StandardCharsets.UTF_8));
            return found.find() ? Optional.of(found.group()) : Optional.empty();
        } finally {
            late.interrupt();
            tree.end(GRACE);
        }
    }
}
