package dev.maestro.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.demo.Programs;
import dev.maestro.demo.Repository;
import dev.maestro.demo.Stage;
import dev.maestro.protocol.json.Json;
import dev.maestro.testkit.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The client as people get it: made by the launcher, and its archive unpacked somewhere else. */
final class DistJourneyTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long LARGEST = 90_000_000;
    private static final Path HERE = Scene.empty("dist");

    /** What there is on the machine besides: a program to read symbolic links, and no Java. */
    private static final Path TOOLS = HERE.resolve("tools");

    private static Path unpacked = HERE;

    @BeforeAll
    static void makeAndUnpack() throws IOException {
        Processes.Finished made =
                Processes.run(
                        HERE,
                        Map.of(),
                        PATIENCE,
                        Programs.find().makeDistribution(HERE.resolve("made")));
        assertThat(made.exit()).as(made.output()).isZero();
        Path archive = only(HERE.resolve("made"), ".tar.gz");
        Path elsewhere = Files.createDirectories(HERE.resolve("some where else"));
        Processes.Finished tar =
                Processes.run(
                        elsewhere, Map.of(), PATIENCE, List.of("tar", "-xzf", archive.toString()));
        assertThat(tar.exit()).as(tar.output()).isZero();
        unpacked = only(elsewhere, "");
        Files.createDirectories(TOOLS);
        Files.createSymbolicLink(TOOLS.resolve("readlink"), Path.of("/usr/bin/readlink"));
    }

    @AfterAll
    static void endWhatIsLeft() {
        Leftovers.end(HERE);
    }

    @Test
    void itRunsWithNothingInTheEnvironmentAndNoJavaOnTheMachine() {
        Processes.Finished version = maestro(launcher(), HERE, "", "version");
        Processes.Finished status = maestro(launcher(), HERE, "", "status", "--json");

        assertThat(version.exit()).as(version.output()).isZero();
        assertThat(version.output()).startsWith("maestro ").contains("Java 25").hasLineCount(1);
        assertThat(status.exit()).as(status.output()).isZero();
        assertThat(Json.tree(status.output()).path("running").asBoolean(true)).isFalse();
    }

    @Test
    void itIsFoundThroughSymbolicLinksAndFromAnotherDirectory() throws IOException {
        Path links = Files.createDirectories(HERE.resolve("links/further"));
        Path absolute = Files.createSymbolicLink(links.resolve("maestro"), launcher());
        Path relative =
                Files.createSymbolicLink(
                        HERE.resolve("links/maestro"), Path.of("further", "maestro"));

        assertThat(maestro(absolute, links, "", "version").exit()).isZero();
        assertThat(maestro(relative, HERE, "", "version").exit()).isZero();
        assertThat(maestro(Path.of("./maestro"), HERE.resolve("links"), "", "version").exit())
                .isZero();
        assertThat(maestro(Path.of("bin/maestro"), unpacked, "", "version").exit()).isZero();
    }

    @Test
    void whatTheBuildRememberedIsUsedWhereverTheArchiveIsUnpacked() throws IOException {
        String orElseFail = "-XX:AOTMode=on";
        assertThat(maestro(launcher(), HERE, orElseFail, "version").exit()).isZero();

        Path cache = unpacked.resolve("lib/maestro.aot");
        Path away = Files.move(cache, HERE.resolve("maestro.aot"));
        try {
            assertThat(maestro(launcher(), HERE, orElseFail, "version").exit()).isNotZero();
            assertThat(maestro(launcher(), HERE, "", "version").output()).contains("Java 25");
        } finally {
            Files.move(away, cache);
        }
    }

    @Test
    void itIsSmallAndHoldsWhatPeopleLookFor() throws IOException {
        try (Stream<Path> files = Files.walk(unpacked)) {
            assertThat(files.filter(Files::isRegularFile).mapToLong(DistJourneyTest::size).sum())
                    .isLessThan(LARGEST);
        }
        assertThat(unpacked.resolve("LICENSE")).exists();
        assertThat(unpacked.resolve("README.md")).content().contains("maestro auth INVITE");
        assertThat(unpacked.resolve("share/licences/THIRD-PARTY.txt"))
                .content()
                .contains("info.picocli:picocli", "OpenJDK 25");
        assertThat(unpacked.resolve("share/completion/bash/maestro"))
                .content()
                .contains("disconnect");
    }

    @Test
    void aSessionOfTheDistributionComesOnline() {
        Path directory = HERE.resolve("session");
        try (Stage stage =
                new Stage(
                        Programs.find().withDistribution(unpacked), directory, Optional.empty())) {
            Scene.write(directory.resolve("clone/README.md"), "# Sample\n");
            Repository repository =
                    Repository.publish(directory, directory.resolve("clone"), "Begin");
            stage.open();
            stage.project("Journey", repository, Optional.empty());

            stage.client().run(repository.workingCopy(), "connect", "--as", "ada");

            JsonNode status =
                    Json.tree(stage.client().run(directory, "status", "--json")).path("daemon");
            assertThat(status.path("sessions").findValuesAsText("state")).containsExactly("online");
            assertThat(ProcessHandle.of(status.path("pid").asLong()).orElseThrow().info().command())
                    .contains(unpacked.resolve("runtime/bin/java").toString());
        }
        assertThat(Leftovers.processes(directory)).isEmpty();
    }

    private static Path launcher() {
        return unpacked.resolve("bin/maestro");
    }

    /**
     * @param options for the JVM; empty for none
     */
    private static Processes.Finished maestro(
            Path program, Path directory, String options, String... arguments) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "/usr/bin/env",
                                "-i",
                                "PATH=" + TOOLS,
                                "MAESTRO_HOME=" + HERE.resolve("home")));
        if (!options.isEmpty()) {
            command.add("JDK_JAVA_OPTIONS=" + options);
        }
        command.add(program.toString());
        command.addAll(List.of(arguments));
        return Processes.run(directory, Map.of(), PATIENCE, command);
    }

    private static Path only(Path directory, String ending) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ending)).findFirst().orElseThrow();
        }
    }

    private static long size(Path file) {
        return file.toFile().length();
    }
}
