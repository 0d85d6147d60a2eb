package dev.maestro.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The JavaScript libraries, installed as their lock file says; needs {@code node} and {@code npm}.
 */
public final class NodeProject {

    private static final Path SOURCES = Path.of("src", "test", "resources", "pusherjs");
    private static final Path INSTALLED = Path.of("target", "pusherjs");
    private static final List<String> FILES =
            List.of("package.json", "package-lock.json", ".npmrc", "conversation.cjs", "club.mjs");

    private NodeProject() {}

    /** Starts a script; its errors come with what it says. */
    public static Process starts(String script, String... arguments)
            throws IOException, InterruptedException {
        install();
        return process(Stream.concat(Stream.of("node", script), Stream.of(arguments)).toList());
    }

    private static synchronized void install() throws IOException, InterruptedException {
        Path lock = INSTALLED.resolve("package-lock.json");
        boolean known =
                Files.exists(lock)
                        && Files.mismatch(lock, SOURCES.resolve("package-lock.json")) < 0
                        && Files.exists(INSTALLED.resolve("node_modules/.package-lock.json"));
        Files.createDirectories(INSTALLED);
        for (String file : FILES) {
            Files.copy(
                    SOURCES.resolve(file),
                    INSTALLED.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        if (!known) {
            Process npm =
                    process(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
            String output = new String(npm.getInputStream().readAllBytes(), UTF_8);
            assertThat(npm.waitFor()).as(output).isZero();
        }
    }

    private static Process process(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .directory(INSTALLED.toFile())
                .redirectErrorStream(true)
                .start();
    }
}
