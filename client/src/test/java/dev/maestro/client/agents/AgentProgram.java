package dev.maestro.client.agents;

import dev.maestro.testkit.model.ModelServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A real agent program.
 *
 * @param name as it is found on the {@code PATH}
 * @param program where it is
 */
public record AgentProgram(String name, Path program, Preparation preparation) {

    /** Writes what the program reads in its home, and returns what it reads in its environment. */
    @FunctionalInterface
    interface Preparation {
        Map<String, String> prepare(Path home, String modelUrl);
    }

    /**
     * A home in which the program asks this model and nobody else. Its directory for temporary
     * files lies within, for Codex does not work where its own files are temporary ones.
     *
     * @return the whole environment to start the program with
     */
    public Map<String, String> environment(Path home, ModelServer model) {
        Path temporary = home.resolve("tmp");
        try {
            Files.createDirectories(temporary);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> environment = new HashMap<>(preparation.prepare(home, model.url()));
        environment.put("HOME", home.toString());
        environment.put("TMPDIR", temporary.toString());
        environment.put("PATH", AgentPrograms.path());
        environment.put("TERM", "dumb");
        environment.put("LANG", "C.UTF-8");
        return Map.copyOf(environment);
    }

    @Override
    public String toString() {
        return name;
    }
}
