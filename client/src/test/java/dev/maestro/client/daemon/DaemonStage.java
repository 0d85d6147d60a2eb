package dev.maestro.client.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.client.ClientMain;
import dev.maestro.client.studio.ScriptedStudio;
import dev.maestro.protocol.json.Json;
import dev.maestro.testkit.Processes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The packaged behaviour without the package: real processes, an own home, a scripted Studio. */
final class DaemonStage implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final ScriptedStudio studio = new ScriptedStudio();
    private final Path home;
    private final Path clone;

    DaemonStage(Path directory) {
        home = directory.resolve("home");
        clone = directory.resolve("clone");
        Path remote = directory.resolve("remote");
        git(directory, "init", "-q", "-b", "main", "--bare", remote.toString());
        git(directory, "clone", "-q", remote.toString(), clone.toString());
        git(
                clone,
                "-c",
                "user.name=Ada",
                "-c",
                "user.email=ada@example.com",
                "commit",
                "-q",
                "--allow-empty",
                "-m",
                "start");
        git(clone, "push", "-q", "origin", "HEAD:main");
        studio.knows(remote.toString());
        assertThat(maestro("auth", studio.url() + "/invites/abcdefghijklmnopqrst").exit()).isZero();
    }

    Processes.Finished maestro(String... arguments) {
        return Processes.run(
                clone,
                Map.of("MAESTRO_HOME", home.toString()),
                PATIENCE,
                Processes.java(ClientMain.class, arguments));
    }

    Path home() {
        return home;
    }

    JsonNode status() {
        Processes.Finished finished = maestro("status", "--json");
        assertThat(finished.exit()).isZero();
        return Json.tree(finished.output());
    }

    UUID session(String name) {
        return Optional.of(status().path("daemon").path("sessions"))
                .map(JsonNode::elements)
                .map(all -> {
                    while (all.hasNext()) {
                        JsonNode one = all.next();
                        if (one.path("name").asText().equals(name)) {
                            return UUID.fromString(one.path("session").asText());
                        }
                    }
                    throw new AssertionError("no session " + name);
                })
                .orElseThrow();
    }

    ProcessHandle daemon() {
        return ProcessHandle.of(status().path("daemon").path("pid").asLong()).orElseThrow();
    }

    private static void git(Path directory, String... arguments) {
        List<String> command = new java.util.ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        assertThat(Processes.run(directory, Map.of(), PATIENCE, command).exit()).isZero();
    }

    @Override
    public void close() {
        maestro("stop");
        studio.close();
    }
}
