package dev.maestro.client.provider.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.client.agent.AgentStage;
import dev.maestro.client.platform.ProcessTree;
import dev.maestro.client.provider.AgentFailure;
import dev.maestro.client.provider.Patience;
import dev.maestro.client.provider.ProviderOutcome;
import dev.maestro.protocol.work.Delivery;
import dev.maestro.protocol.work.FailureReason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of the providers' exam fits a program that is not known. */
class CommandProviderTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(200);

    @TempDir private Path directory;
    private AgentStage stage;

    @BeforeEach
    void stage() throws IOException {
        stage = new AgentStage(directory);
    }

    @Test
    void givesThePromptAndTakesEverythingThatIsPrinted() {
        assertThat(stage.runs(command("cat; echo \"$MAESTRO_RUN\" >&2", LONG)))
                .isEqualTo(new ProviderOutcome.Finished());

        assertThat(stage.text()).isEqualTo("Do it.\nr-1\n");
    }

    @Test
    void knowsACrashAndAProgramThatIsNotThere() {
        assertThat(stage.runs(command("exit 3", LONG)))
                .isEqualTo(new ProviderOutcome.Failed(new AgentFailure.Crashed(3, "")));
        assertThat(stage.runs(command("no-such-program", LONG)))
                .isEqualTo(
                        new ProviderOutcome.Failed(
                                new AgentFailure.NotInstalled("no-such-program")));
    }

    @Test
    void endsWhatFallsSilent() {
        assertThat(stage.runs(command("sleep 600", SHORT)))
                .isEqualTo(
                        new ProviderOutcome.Failed(
                                new AgentFailure.Stalled(AgentFailure.Silence.TOOL, SHORT)));
        assertThat(ProcessTree.killMarked(stage.mark)).isZero();
    }

    @Test
    void isGoneWithEverythingItStartedWhenItIsCancelled() throws Exception {
        CompletableFuture<ProviderOutcome> outcome =
                stage.starts(
                        command(
                                "trap '' TERM; setsid sleep 600 & echo up;"
                                        + " while :; do sleep 1; done",
                                LONG));
        Awaitility.await().until(() -> stage.text().contains("up"));

        assertThat(stage.steering.give("hurry")).isEqualTo(Delivery.NEXT_RUN);
        stage.stop.stop(FailureReason.CANCELLED_BY_OPERATOR);

        assertThat(outcome.get()).isEqualTo(new ProviderOutcome.Stopped());
        assertThat(ProcessTree.killMarked(stage.mark)).isZero();
    }

    private static CommandProvider command(String command, Duration silence) {
        return new CommandProvider(
                command,
                Map.of("PATH", System.getenv("PATH")),
                new Patience(silence, silence, LONG, LONG));
    }
}
