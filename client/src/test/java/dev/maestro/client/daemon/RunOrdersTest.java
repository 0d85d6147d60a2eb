package dev.maestro.client.daemon;

import static dev.maestro.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.maestro.client.work.OutputLine;
import dev.maestro.client.work.OutputPiece;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.Delivery;
import dev.maestro.protocol.work.MethodName;
import dev.maestro.testkit.Processes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person at this machine and a run at work, over the control socket of a real daemon. */
class RunOrdersTest {

    private static final String AGENT =
            "echo begun; echo 'MAESTRO:QUESTION{\"text\":\"Tabs or \\u001b[2Jspaces?\"}';"
                    + " until grep -q 'Use Java' \"$MAESTRO_STEERING_FILE\"; do sleep 0.05; done;"
                    + " echo told; sleep 600";

    @TempDir private Path directory;
    private DaemonStage stage;

    @BeforeEach
    void open() {
        stage = new DaemonStage(directory);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aRunIsWatchedSteeredAnsweredAndCancelledFromHere() {
        stage.maestro("connect", "--as", "ada", "--agent", AGENT);
        UUID run = stage.dispatch(stage.session("ada"), 7, "Add a file");
        eventually(() -> assertThat(line().live().questions()).hasSize(1));
        assertThat(stage.maestro("status").output())
                .contains("asks: Tabs or spaces?")
                .doesNotContain("\u001b");

        ControlMethod.Steered steered =
                ask(
                        ControlMethod.STEER,
                        ControlMethod.Steer.run("7", "Use Java"),
                        ControlMethod.Steered.class);
        assertThat(steered.told())
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.delivery()).isEqualTo(Delivery.NEXT_TURN);
                    assertThat(told.run().orElseThrow().run()).isEqualTo(run);
                });
        eventually(() -> assertThat(said(run)).contains("begun", "told"));

        ControlMethod.Answered answered =
                ask(
                        ControlMethod.ANSWER,
                        new ControlMethod.Answer(
                                line().live().questions().getFirst().id(),
                                false,
                                Optional.of("Spaces")),
                        ControlMethod.Answered.class);
        assertThat(answered.delivery()).isEqualTo(Delivery.NEXT_TURN);
        assertThat(line().live().questions()).isEmpty();
        assertThat(line().live().directives()).isEqualTo(2);

        ask(ControlMethod.CANCEL, new ControlMethod.Cancel("7"), RunLine.class);
        eventually(() ->
                assertThat(stage.studio.asked(MethodName.RUN_FAIL))
                        .singleElement()
                        .satisfies(fail ->
                                assertThat(fail.path("reason").asText())
                                        .isEqualTo("cancelled_by_operator")));
        eventually(() -> assertThat(stage.sessions().getFirst().runs()).isEmpty());
        assertThatThrownBy(() -> said(run))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("no run");
    }

    @Test
    void aSessionOrTheTeamIsToldWithItsNextRunWhenItDoesNothing() {
        stage.maestro("connect", "--as", "ada", "--agent", "true");
        stage.maestro("connect", "--as", "bob", "--agent", "true");

        assertThat(steer(ControlMethod.Steer.session("ada", "Use Java")))
                .extracting(ControlMethod.Told::session, ControlMethod.Told::delivery)
                .containsExactly(tuple("ada", Delivery.NEXT_RUN));
        assertThat(steer(ControlMethod.Steer.team("Be brief"))).hasSize(2);
        assertThat(stage.sessions()).extracting(SessionView::directives).containsExactly(2, 1);
        assertThat(
                        ask(
                                        ControlMethod.CLEAR_STEERING,
                                        new ControlMethod.ClearSteering(Optional.empty()),
                                        ControlMethod.Cleared.class)
                                .directives())
                .isEqualTo(3);
        assertThatThrownBy(() -> steer(ControlMethod.Steer.run("99", "Nobody")))
                .hasMessageContaining("no run 99");
        assertThatThrownBy(() ->
                        steer(
                                new ControlMethod.Steer(
                                        Optional.empty(), Optional.empty(), false, "?")))
                .hasMessageContaining("say who is meant");
    }

    @Test
    void aLimitIsToldWithItsResetAfterItsRunHasPaused() {
        stage.maestro(
                "connect",
                "--as",
                "ada",
                "--agent",
                "echo 'MAESTRO:LIMIT{\"kind\":\"usage\",\"retry_after_seconds\":3600}'; exit 9");
        stage.dispatch(stage.session("ada"), 7, "Add a file");
        eventually(() -> assertThat(stage.sessions().getFirst().limits()).hasSize(1));

        assertThat(stage.maestro("status").output())
                .containsPattern("limit provider_usage_limit 100% +resets at .*, in (60|59) min");
    }

    @Test
    void aDrainedSessionWithoutRunsEnds() {
        stage.maestro("connect", "--as", "ada", "--agent", "true");

        SessionView drained =
                ask(ControlMethod.DRAIN, new ControlMethod.Drain("ada"), SessionView.class);

        assertThat(drained.draining()).isTrue();
        eventually(() -> assertThat(stage.sessions()).isEmpty());
    }

    @Test
    void theDaemonNeverLoadsTheLibraryThatDraws() {
        stage.maestro("connect", "--as", "ada", "--agent", "true");
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();

        Processes.Finished classes =
                Processes.run(
                        directory,
                        Map.of(),
                        Duration.ofSeconds(60),
                        List.of(jcmd, String.valueOf(stage.daemon().pid()), "VM.classes"));

        assertThat(classes.output())
                .contains("dev.maestro.client.daemon.Daemon")
                .doesNotContain(" dev.tamboui", " org.jline", " dev.maestro.client.screen");
    }

    private List<ControlMethod.Told> steer(ControlMethod.Steer steer) {
        return ask(ControlMethod.STEER, steer, ControlMethod.Steered.class).told();
    }

    private RunLine line() {
        return eventually(() -> stage.sessions().getFirst().runs(), runs -> !runs.isEmpty())
                .getFirst();
    }

    private List<String> said(UUID run) {
        return ask(ControlMethod.OUTPUT, new ControlMethod.Output(run, 0, 0), OutputPiece.class)
                .lines()
                .stream()
                .map(OutputLine::text)
                .toList();
    }

    private <T> T ask(String method, Object params, Class<T> answer) {
        return stage.daemonClient().ask(method, params, answer);
    }
}
