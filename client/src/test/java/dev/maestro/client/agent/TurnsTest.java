package dev.maestro.client.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.client.provider.AgentEvent;
import dev.maestro.client.provider.AgentFailure;
import dev.maestro.client.provider.ProviderOutcome;
import dev.maestro.protocol.work.RunMethod;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TurnsTest {

    private static final ProviderOutcome FINISHED = new ProviderOutcome.Finished();

    @TempDir private Path directory;
    private AgentStage stage;
    private final List<String> turns = new ArrayList<>();

    @BeforeEach
    void stage() throws IOException {
        stage = new AgentStage(directory);
    }

    @Test
    void takesAnotherTurnForADirectiveThatWaits() {
        ProviderOutcome outcome =
                Turns.of(
                        stage.call(),
                        (call, prompt, session) -> {
                            turns.add(session.orElse("new") + ": " + prompt);
                            call.transcript().accept(used(10, 0.25));
                            if (turns.size() == 1) {
                                stage.steering.give("mention a banana");
                            }
                            return new Turns.Ended(FINISHED, Optional.of("s-1"), false);
                        });

        assertThat(outcome).isEqualTo(FINISHED);
        assertThat(turns).hasSize(2);
        assertThat(turns.getFirst()).isEqualTo("new: Do it.\n");
        assertThat(turns.getLast()).startsWith("s-1: ").contains("- mention a banana");
        assertThat(stage.all(AgentEvent.UsageSoFar.class))
                .containsExactly(used(10, 0.25), used(20, 0.5));
    }

    @Test
    void tellsEverythingAgainWhereThereIsNoConversation() {
        Turns.of(
                stage.call(),
                (_, prompt, session) -> {
                    turns.add(session.orElse("new") + ": " + prompt);
                    if (turns.size() == 1) {
                        stage.steering.give("mention a banana");
                    }
                    return new Turns.Ended(FINISHED, Optional.empty(), false);
                });

        assertThat(turns.getLast()).startsWith("new: Do it.").contains("banana");
    }

    @Test
    void beginsAnewWhereTheConversationIsGone() {
        stage.resuming("old");

        Turns.of(
                stage.call(),
                (_, _, session) -> {
                    turns.add(session.orElse("new"));
                    return new Turns.Ended(
                            session.isPresent() ? crashed() : FINISHED,
                            Optional.of("s-2"),
                            session.isPresent());
                });

        assertThat(turns).containsExactly("old", "new");
    }

    @Test
    void leavesADirectiveForTheNextRunWhenTheTurnFailed() {
        stage.steering.give("mention a banana");

        ProviderOutcome outcome =
                Turns.of(
                        stage.call(),
                        (_, _, _) -> {
                            turns.add("turn");
                            return new Turns.Ended(crashed(), Optional.of("s-1"), false);
                        });

        assertThat(outcome).isEqualTo(crashed());
        assertThat(turns).hasSize(1);
        assertThat(stage.steering.waiting()).containsExactly("mention a banana");
    }

    private static ProviderOutcome crashed() {
        return new ProviderOutcome.Failed(new AgentFailure.Crashed(1, ""));
    }

    private static AgentEvent.UsageSoFar used(long tokens, double cost) {
        return new AgentEvent.UsageSoFar(
                new RunMethod.Usage(
                        Optional.of(tokens),
                        Optional.of(tokens),
                        Optional.empty(),
                        Optional.of(cost),
                        Optional.empty()));
    }
}
