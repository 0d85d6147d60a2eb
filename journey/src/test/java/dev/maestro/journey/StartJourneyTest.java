package dev.maestro.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.maestro.demo.Programs;
import dev.maestro.demo.Repository;
import dev.maestro.protocol.json.Json;
import dev.maestro.testkit.Processes;
import dev.maestro.testkit.RunningProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What cannot start says why, in a sentence, and changes nothing. */
final class StartJourneyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CANNOT_START = 3;

    @Test
    void ofTwoDaemonsStartedAtOnceOneLivesAndBothCallersGetTheirSession() {
        try (Scene scene = Scene.open("two-daemons")) {
            Repository repository = scene.repository("true\n");
            scene.stage().open();
            scene.stage().project("Journey", repository, Optional.empty());

            try (RunningProgram one = connect(scene, repository, "ada");
                    RunningProgram other = connect(scene, repository, "bob")) {
                assertThat(one.awaitEnd(PATIENCE)).as(one.output()).isZero();
                assertThat(other.awaitEnd(PATIENCE)).as(other.output()).isZero();
            }

            String status =
                    scene.stage().client().run(repository.workingCopy(), "status", "--json");
            assertThat(Json.tree(status).findValuesAsText("name")).contains("ada", "bob");
            assertThat(daemons(scene)).hasSize(1);
            Processes.Finished third = client(scene, scene.directory(), "daemon");
            assertThat(third.exit()).isEqualTo(CANNOT_START);
            assertThat(third.output())
                    .contains("a daemon runs already")
                    .contains(String.valueOf(daemons(scene).getFirst().pid()));
            scene.endAndExpectNothingLeft();
        }
    }

    @Test
    void aPortInUseIsToldInOneSentence() throws IOException {
        Path home = Scene.empty("port-in-use");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Processes.Finished studio =
                    Processes.run(
                            home,
                            Map.of(
                                    "MAESTRO_HOME",
                                    home.resolve("home").toString(),
                                    "MAESTRO_STUDIO_PORT",
                                    String.valueOf(taken.getLocalPort())),
                            PATIENCE,
                            Programs.find().studio());

            assertThat(studio.exit()).as(studio.output()).isEqualTo(CANNOT_START);
            assertThat(studio.output())
                    .contains(String.valueOf(taken.getLocalPort()))
                    .doesNotContain("\tat ");
            assertThat(studio.output().lines().filter(line -> line.startsWith("maestro studio: ")))
                    .hasSize(1);
            assertThat(Leftovers.processes(home)).isEmpty();
        } finally {
            Leftovers.end(home);
        }
    }

    @Test
    void aJdkThatIsTooOldIsNamedWithWhatToInstall() throws IOException {
        assumeTrue(Namespaces.available(), "needs a mount namespace, to hide the right JDK");
        Path directory = Scene.empty("old-jdk");
        Path old = directory.resolve("jdk-17");
        Scene.write(old.resolve("bin/javac"), "#!/bin/sh\n");
        assertThat(old.resolve("bin/javac").toFile().setExecutable(true)).isTrue();
        Scene.write(old.resolve("release"), "JAVA_VERSION=\"17.0.12\"\n");

        Processes.Finished launcher =
                Processes.run(
                        directory,
                        Map.of(
                                "JAVA_HOME",
                                old.toString(),
                                "MAESTRO_JAVA_HOME",
                                old.toString(),
                                "HOME",
                                directory.toString(),
                                "MAESTRO_HOME",
                                directory.resolve("home").toString()),
                        PATIENCE,
                        Namespaces.with(
                                "for d in /usr/lib/jvm /usr/java /opt/java; do [ ! -d $d ] || mount -t tmpfs none $d; done",
                                List.of(
                                        Programs.find().root().resolve("maestro").toString(),
                                        "status")));

        assertThat(launcher.exit()).as(launcher.output()).isEqualTo(CANNOT_START);
        assertThat(launcher.output())
                .contains("needs a JDK 25")
                .contains(old + " is Java 17")
                .contains("Install one")
                .contains("MAESTRO_JAVA_HOME");
        assertThat(Files.exists(directory.resolve("home"))).isFalse();
    }

    private static RunningProgram connect(Scene scene, Repository repository, String name) {
        return Processes.start(
                repository.workingCopy(),
                Map.of("MAESTRO_HOME", scene.stage().home().toString()),
                Programs.find().client(List.of("connect", "--as", name, "--agent", "true")));
    }

    private static Processes.Finished client(Scene scene, Path directory, String... arguments) {
        return Processes.run(
                directory,
                Map.of("MAESTRO_HOME", scene.stage().home().toString()),
                PATIENCE,
                Programs.find().client(List.of(arguments)));
    }

    private static List<Leftovers.Left> daemons(Scene scene) {
        return Leftovers.processes(scene.directory()).stream()
                .filter(left -> left.command().endsWith("ClientMain daemon "))
                .toList();
    }
}
