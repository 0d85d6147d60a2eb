package dev.maestro.client.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.client.provider.Operator.Permission;
import dev.maestro.client.provider.StopSignal;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.FailureReason;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class QuestionsTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    private final StopSignal stop = new StopSignal();
    private final BlockingQueue<Questions.Waiting> asked = new LinkedBlockingQueue<>();
    private final Questions questions = new Questions(InstantSource.system(), stop, asked::add);

    @Test
    void anAgentWaitsUntilAPersonAnswersAndTheFirstAnswerCounts() throws Exception {
        CompletableFuture<Permission> permission = asks(LONG);
        UUID question = asked.take().id();

        assertThat(questions.waiting()).extracting(Questions.Waiting::id).containsExactly(question);
        assertThat(questions.answer(question, "allow")).isTrue();

        assertThat(permission.get()).isEqualTo(Permission.ALLOWED);
        assertThat(questions.answer(question, "deny")).isFalse();
        assertThat(questions.waiting()).isEmpty();
    }

    @Test
    void whatNobodyAnswersInTimeIsUnanswered() throws Exception {
        assertThat(asks(Duration.ofMillis(1)).get()).isEqualTo(Permission.UNANSWERED);
    }

    @Test
    void aRunThatIsStoppedWaitsNoMore() throws Exception {
        CompletableFuture<Permission> permission = asks(LONG);
        asked.take();

        stop.stop(FailureReason.CANCELLED_BY_OPERATOR);

        assertThat(permission.get()).isEqualTo(Permission.UNANSWERED);
    }

    @Test
    void anAnswerThatWasNotOfferedIsRefusedAndTheAgentStillWaits() throws Exception {
        CompletableFuture<Permission> permission = asks(LONG);
        UUID question = asked.take().id();

        assertThatThrownBy(() -> questions.answer(question, "perhaps"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("allow or deny");
        questions.answer(question, "deny");

        assertThat(permission.get()).isEqualTo(Permission.DENIED);
    }

    private CompletableFuture<Permission> asks(Duration patience) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return questions.permission("May I?", patience);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
