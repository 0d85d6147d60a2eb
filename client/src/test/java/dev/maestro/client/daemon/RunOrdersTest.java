package dev.maestro.client.daemon;

import static dev.maestro.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.maestro.client.work.OutputLine;
import dev.maestro.client.work.OutputPiece;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.Delivery;
import dev.maestro.protocol.work.MethodName;
import dev.maestro.protocol.work.StudioMethod;
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

    private static final Optional<String> NOBODY = Optional.empty();

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

        passOnTo(stage.session("ada"), run);
        ControlMethod.Steered steered =
                ask(
                        ControlMethod.STEER,
                        ControlMethod.Steer.run("7", "Use Java"),
                        ControlMethod.Steered.class);
        assertThat(steered.told())
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.delivery()).contains(Delivery.NEXT_RUN);
                    assertThat(told.mayLook()).isTrue();
                    assertThat(told.run().orElseThrow().run()).isEqualTo(run);
                });
        assertThat(stage.studio.standing()).containsExactly("Use Java");
        eventually(() ->
                assertThat(stage.studio.asked(MethodName.RUN_STEERED))
                        .singleElement()
                        .satisfies(told ->
                                assertThat(told.path("delivery").asText()).isEqualTo("next_run")));
        eventually(() -> assertThat(said(run)).contains("begun", "told"));

        ControlMethod.Answered answered =
                ask(
                        ControlMethod.ANSWER,
                        new ControlMethod.Answer(
                                line().live().questions().getFirst().id(),
                                false,
                                Optional.of("Spaces")),
                        ControlMethod.Answered.class);
        assertThat(answered.delivery()).isEqualTo(Delivery.NEXT_RUN);
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
    void whatIsSaidToSessionsStandsAtStudioUntilItIsTakenBack() {
        stage.maestro("connect", "--as", "ada", "--agent", "true");
        stage.maestro("connect", "--as", "bob", "--agent", "true");

        assertThat(steer(ControlMethod.Steer.session("ada", "Use Java")))
                .extracting(ControlMethod.Told::session, ControlMethod.Told::delivery)
                .containsExactly(tuple("ada", Optional.of(Delivery.NEXT_RUN)));
        assertThat(stage.maestro("steer", "--machine", "Be brief").output())
                .contains("session ada: told in the next run")
                .contains("session bob: told in the next run");
        assertThat(stage.studio.standing())
                .containsExactlyInAnyOrder("Use Java", "Be brief", "Be brief");
        eventually(() ->
                assertThat(stage.sessions())
                        .extracting(session -> session.directives().size())
                        .containsExactly(2, 1));

        assertThat(cleared()).isEqualTo(3);
        assertThat(stage.studio.standing()).isEmpty();
        assertThatThrownBy(() -> steer(ControlMethod.Steer.run("99", "Nobody")))
                .hasMessageContaining("no run 99");
        assertThatThrownBy(() ->
                        steer(
                                new ControlMethod.Steer(
                                        NOBODY, NOBODY, false, "?", Optional.empty())))
                .hasMessageContaining("no run is at work here");
    }

    @Test
    void whatOthersSayIsCountedWhenTheProjectsNewsTellOfIt() {
        stage.maestro("connect", "--as", "ada", "--agent", "true");
        stage.studio.stands(new UUID(0, 1), "Mind the budget");

        stage.studio.event(stage.studio.project(), 1, "directive.given");

        eventually(() ->
                assertThat(stage.sessions().getFirst().directives())
                        .containsExactly(new UUID(0, 1)));
        assertThat(cleared()).isOne();
        eventually(() -> assertThat(stage.sessions().getFirst().directives()).isEmpty());
    }

    @Test
    void nothingIsSaidToAnybodyWhenStudioCannotBeReached() {
        stage.maestro("connect", "--as", "ada", "--agent", "true");
        stage.studio.stop();

        assertThatThrownBy(() -> steer(ControlMethod.Steer.machine("Be brief")))
                .hasMessageContaining(stage.studio.url().toString());
        assertThatThrownBy(this::cleared).hasMessageContaining(stage.studio.url().toString());

        stage.studio.start();
        assertThat(stage.studio.standing()).isEmpty();
        assertThat(stage.sessions().getFirst().directives()).isEmpty();
    }

    @Test
    void whatOneSessionIsRefusedIsSaidToNoOther() {
        stage.maestro("connect", "--as", "ada", "--agent", "true");
        stage.maestro("connect", "--as", "bob", "--agent", "true");
        stage.studio.passesOn(_ -> {
            if (stage.studio.standing().size() == 1) {
                throw new Refused(RefusalCode.FORBIDDEN, "bob is not to be steered");
            }
        });

        assertThatThrownBy(() -> steer(ControlMethod.Steer.machine("Be brief")))
                .hasMessageContaining("not to be steered");

        assertThat(stage.studio.standing()).isEmpty();
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

    private void passOnTo(UUID session, UUID run) {
        stage.studio.passesOn(directive ->
                stage.studio.request(
                        session,
                        MethodName.RUN_STEER,
                        new StudioMethod.Steer(
                                run,
                                directive.path("text").asText(),
                                Optional.of(UUID.fromString(directive.path("id").asText())))));
    }

    private int cleared() {
        return ask(ControlMethod.CLEAR_STEERING, Map.of(), ControlMethod.Cleared.class)
                .directives();
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
