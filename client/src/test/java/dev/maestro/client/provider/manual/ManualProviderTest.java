package dev.maestro.client.provider.manual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.client.agent.AgentStage;
import dev.maestro.client.provider.ProviderOutcome;
import dev.maestro.protocol.work.FailureReason;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManualProviderTest {

    @TempDir private Path directory;

    @Test
    void waitsForThePersonToSayThatItIsDone() throws Exception {
        AgentStage stage = new AgentStage(directory);
        CompletableFuture<ProviderOutcome> outcome = stage.starts(new ManualProvider());

        stage.handOver.done();

        assertThat(outcome.get()).isEqualTo(new ProviderOutcome.Finished());
        assertThat(stage.text()).contains(stage.worktree.toString(), "maestro task done");
    }

    @Test
    void waitsNoLongerWhenItIsCancelled() throws Exception {
        AgentStage stage = new AgentStage(directory);
        CompletableFuture<ProviderOutcome> outcome = stage.starts(new ManualProvider());

        stage.stop.stop(FailureReason.CANCELLED_BY_OPERATOR);

        assertThat(outcome.get()).isEqualTo(new ProviderOutcome.Stopped());
    }
}
