package dev.maestro.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.demo.Programs;
import dev.maestro.demo.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A person at a terminal watches a run and steers it, by the packaged programs. */
final class ScreenJourneyTest {

    @Test
    void aRunIsWatchedAnsweredAndSteeredInATerminalAndGoesOnWithoutIt() throws IOException {
        try (Scene scene = Scene.open("screen")) {
            Repository repository = scene.repository("test -f README.md\n");
            scene.begin(
                    repository,
                    Optional.of("sh check.sh"),
                    Map.of(),
                    Scene.outline(List.of("Write it down")),
                    List.of(Scene.ALLROUNDER),
                    scene.agent("told.sh"));
            try (Terminal terminal =
                    Terminal.run(
                            repository.workingCopy(),
                            Map.of(
                                    "MAESTRO_HOME",
                                    scene.stage().home().toString(),
                                    "LANG",
                                    "C.UTF-8"),
                            String.join(" ", Programs.find().client(List.of("tui"))))) {
                terminal.awaits("Which language?");
                terminal.awaits("The work has begun: 文字");
                assertThat(terminal.screen())
                        .contains("1 session · 1 run · 1 question")
                        .contains("q leave  ? help");
                assertThat(terminal.title()).doesNotContain("owned");

                terminal.press("a");
                terminal.type("English, 日本語");
                terminal.press("Enter");
                terminal.awaits("Answered; the agent hears it with its next run");
                terminal.awaits("12.3k in · 678 out · $0.42");

                terminal.resize(120, 40);
                terminal.awaits("x disconnect");
                terminal.resize(40, 10);
                terminal.awaits("s steer  ↑↓ choose");
                assertThat(terminal.screen()).doesNotContain("x disconnect");

                terminal.resize(80, 24);
                terminal.press("s");
                terminal.awaits("to run #1:");
                terminal.type("Finish it");
                terminal.press("Enter");
                scene.awaitCompletion(Duration.ofMinutes(2));
                terminal.awaits("1 session · 0 runs");

                terminal.press("q");
                terminal.awaits("The daemon goes on");
                terminal.awaits("left with 0");
                assertThat(terminal.screen()).doesNotContain("╭");
                assertThat(scene.stage().client().daemonProcess()).isPresent();
            }
            assertThat(Files.readString(scene.signals().resolve("told")))
                    .contains("The answer to \"Which language?\": English, 日本語")
                    .contains("Finish it");
            scene.endAndExpectNothingLeft();
        }
    }
}
