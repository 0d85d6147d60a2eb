package dev.maestro.client.work;

import static dev.maestro.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.client.provider.AgentEvent.LimitWindow;
import dev.maestro.protocol.work.Delivery;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.RunMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person at this machine sees of runs, and says to them. */
class AtHandTest {

    private static final String UNTIL_TOLD =
            "echo begun; until grep -q 'Use Java' \"$MAESTRO_STEERING_FILE\"; do sleep 0.05; done;"
                    + " echo told; echo x > x";

    @TempDir private Path directory;
    private Stage stage;
    private final UUID run = UUID.randomUUID();

    @BeforeEach
    void begin() throws IOException {
        stage = new Stage(directory);
    }

    @Test
    void showsWhatARunSaysAndUsesWhileItIsAtWork() throws InterruptedException {
        try (Workshop workshop =
                stage.workshop(
                        "echo begun; echo 'MAESTRO:USAGE{\"input_tokens\":5,\"cost_usd\":0.5}'; sleep"
                                + " 600")) {
            workshop.dispatch(stage.packet(Purpose.DEVELOP, run, 1, true));

            eventually(() ->
                    assertThat(live(workshop).usage().flatMap(RunMethod.Usage::costUsd))
                            .contains(0.5));
            OutputPiece piece = workshop.output(run, 0, Duration.ofSeconds(20)).orElseThrow();
            assertThat(piece.lines()).extracting(OutputLine::text).startsWith("begun");
            assertThat(piece.over()).isFalse();
            assertThat(workshop.output(UUID.randomUUID(), 0, Duration.ZERO)).isEmpty();
        }
    }

    @Test
    void tellsARunAtWork() {
        try (Workshop workshop = stage.workshop(UNTIL_TOLD)) {
            workshop.dispatch(stage.packet(Purpose.DEVELOP, run, 1, true));

            assertThat(workshop.direct(run, "Use Java")).contains(Delivery.NEXT_TURN);
            assertThat(live(workshop).directives()).isOne();

            stage.awaits(RunMethod.Complete.class);
            assertThat(workshop.direct(UUID.randomUUID(), "Nobody")).isEmpty();
        }
    }

    @Test
    void tellsTheRunsToComeUntilThatIsTakenBack() throws IOException {
        try (Workshop workshop = stage.workshop("true")) {
            assertThat(workshop.directAll("Use Java")).isEmpty();
        }

        try (Workshop workshop = stage.workshop("sleep 600")) {
            assertThat(workshop.standing()).isOne();
            workshop.dispatch(stage.packet(Purpose.DEVELOP, run, 1, true));
            assertThat(Files.readString(stage.home.run(run, 1).resolve("prompt.md")))
                    .contains("Use Java");
            assertThat(live(workshop).directives()).isOne();

            assertThat(workshop.clearStanding()).isOne();
            workshop.dispatch(stage.packet(Purpose.REVIEW, new UUID(0, 1), 1, true));
            assertThat(Files.readString(stage.home.run(new UUID(0, 1), 1).resolve("prompt.md")))
                    .doesNotContain("Use Java");
        }
    }

    @Test
    void theAnswerToAQuestionIsADirective() throws IOException {
        try (Workshop workshop =
                stage.workshop("echo 'MAESTRO:QUESTION{\"text\":\"Which?\"}'; sleep 600")) {
            workshop.dispatch(stage.packet(Purpose.DEVELOP, run, 1, true));
            eventually(() -> assertThat(live(workshop).questions()).hasSize(1));
            QuestionView question = live(workshop).questions().getFirst();

            assertThat(workshop.answer(question.id(), false, Optional.of("The second")))
                    .contains(Delivery.NEXT_TURN);

            assertThat(question.permission()).isFalse();
            assertThat(live(workshop).questions()).isEmpty();
            assertThat(Files.readString(stage.home.run(run, 1).resolve("steering.md")))
                    .contains("The answer to \"Which?\": The second");
            assertThat(workshop.answer(question.id(), true, Optional.empty())).isEmpty();
        }
    }

    @Test
    void cancelledHereIsAFailureThatAsksAPerson() {
        try (Workshop workshop = stage.workshop("echo half > half; sleep 600")) {
            workshop.dispatch(stage.packet(Purpose.DEVELOP, run, 1, true));
            stage.awaits(RunMethod.Start.class);

            assertThat(workshop.cancel(run)).isTrue();

            assertThat(stage.awaits(RunMethod.Fail.class).reason())
                    .isEqualTo(FailureReason.CANCELLED_BY_OPERATOR);
            Stage.idle(workshop);
            assertThat(workshop.cancel(run)).isFalse();
        }
    }

    @Test
    void remembersALimitAfterTheRunThatMetIt() {
        try (Workshop workshop =
                stage.workshop(
                        "echo 'MAESTRO:LIMIT{\"kind\":\"rate\",\"retry_after_seconds\":600}'; exit 9")) {
            workshop.dispatch(stage.packet(Purpose.DEVELOP, run, 1, true));
            RunMethod.Pause pause = stage.awaits(RunMethod.Pause.class);
            Stage.idle(workshop);

            assertThat(workshop.limits())
                    .extracting(LimitWindow::resetsAt)
                    .isEqualTo(List.of(Optional.of(pause.resumeAt())));
        }
    }

    private static LiveFacts live(Workshop workshop) {
        return workshop.runs().getFirst().live();
    }
}
