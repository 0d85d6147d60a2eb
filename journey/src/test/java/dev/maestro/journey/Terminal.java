package dev.maestro.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.testkit.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A terminal that a program runs in: a tmux server of its own, which {@link #close} ends. Keys go
 * in as a person would type them; what is read is what a person would see.
 */
final class Terminal implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;

    /** In a directory of its own, since a socket's address must be short. */
    private Terminal() {
        try {
            directory = Files.createTempDirectory("tmux-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command line of the shell; what it leaves on the screen stays after its end. */
    static Terminal run(Path where, Map<String, String> environment, String command) {
        Terminal terminal = new Terminal();
        List<String> start =
                new ArrayList<>(
                        List.of("-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24"));
        environment.forEach((name, value) -> start.addAll(List.of("-e", name + "=" + value)));
        start.addAll(
                List.of("-c", where.toString(), command + "; echo \"left with $?\"; read -r _"));
        terminal.tmux(start);
        return terminal;
    }

    /** Named keys, such as {@code Enter}. */
    void press(String... keys) {
        List<String> send = new ArrayList<>(List.of("send-keys"));
        send.addAll(List.of(keys));
        tmux(send);
    }

    void type(String text) {
        tmux(List.of("send-keys", "-l", text));
    }

    void resize(int width, int height) {
        tmux(List.of("resize-window", "-x", String.valueOf(width), "-y", String.valueOf(height)));
    }

    String screen() {
        return tmux(List.of("capture-pane", "-p"));
    }

    /** The title that a program gave the window. */
    String title() {
        return tmux(List.of("display-message", "-p", "#{pane_title}"));
    }

    void awaits(String text) {
        try {
            Scene.await(
                    "a screen with \"%s\"".formatted(text),
                    PATIENCE,
                    () -> screen().contains(text));
        } catch (ConditionTimeoutException never) {
            throw new AssertionError("no \"%s\" on:\n%s".formatted(text, screen()), never);
        }
    }

    private Path socket() {
        return directory.resolve("socket");
    }

    private String tmux(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("tmux", "-S", socket().toString(), "-u"));
        command.addAll(arguments);
        Processes.Finished finished =
                Processes.run(Path.of("").toAbsolutePath(), Map.of("TMUX", ""), PATIENCE, command);
        assertThat(finished.exit()).as("%s: %s", command, finished.output()).isZero();
        return finished.output();
    }

    @Override
    public void close() {
        tmux(List.of("kill-server"));
        try {
            Files.deleteIfExists(socket());
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
