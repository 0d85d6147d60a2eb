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
    void theAnswerToAQuestionIsADirective() throws IOException {
        try (Workshop workshop =
                stage.workshop("echo 'MAESTRO:QUESTION{\"text\":\"Which?\"}'; sleep 600")) {
            workshop.dispatch(stage.packet(Purpose.DEVELOP, run, 1, true));
            eventually(() -> assertThat(live(workshop).questions()).hasSize(1));
            QuestionView question = live(workshop).questions().getFirst();

            assertThat(workshop.answer(question.id(), false, Optional.of("The second")))
                    .contains(Delivery.NEXT_RUN);

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
