package dev.maestro.client.provider.aider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.client.agent.AgentStage;
import dev.maestro.client.provider.AgentEvent;
import dev.maestro.client.provider.AgentFailure;
import dev.maestro.client.provider.Patience;
import dev.maestro.client.provider.ProviderOutcome;
import dev.maestro.client.settings.ModelSize;
import dev.maestro.client.settings.ProviderSettings;
import dev.maestro.protocol.work.Delivery;
import dev.maestro.protocol.work.FailureReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program of our own in Aider's place, which prints what Aider's source prints; Aider itself was
 * never run here, so the exam of recorded streams is not for it.
 */
class AiderProviderTest {

    @TempDir private Path directory;
    private AgentStage stage;

    @BeforeEach
    void stage() throws IOException {
        stage = new AgentStage(directory);
    }

    private AiderProvider aider(String script) throws IOException {
        Path program =
                stage.program("aider", "printf '%s\\n' \"$@\" >>\"$0.arguments\"\n" + script);
        return new AiderProvider(
                new ProviderSettings(
                        Optional.of(program.toString()),
                        null,
                        Map.of(ModelSize.MEDIUM, "openai/some"),
                        null,
                        null),
                Map.of("PATH", System.getenv("PATH"), "HOME", directory.toString()),
                Patience.USUAL);
    }

    private String arguments() throws IOException {
        return Files.readString(directory.resolve("aider.arguments"));
    }

    @Test
    void doesATaskAndLeavesTheCommitToTheDaemon() throws IOException {
        assertThat(
                        stage.runs(
                                aider(
                                        "echo hi >hello.txt; echo 'Applied edit to hello.txt';"
                                                + " echo 'Tokens: 1k sent, 20 received.'")))
                .isEqualTo(new ProviderOutcome.Finished());

        assertThat(stage.worktree.resolve("hello.txt")).exists();
        assertThat(arguments())
                .contains("--no-auto-commits", "--yes-always", "--model\nopenai/some")
                .doesNotContain("--restore-chat-history");
    }

    @Test
    void aDirectiveIsTheNextTurnOfTheSameConversation() throws Exception {
        AiderProvider aider =
                aider(
                        """
                        echo talked >>"$(sed -n '/--chat-history-file/{n;p;q}' "$0.arguments")"
                        echo working
                        while [ ! -e "$0.go" ]; do sleep 0.02; done
                        echo 'Tokens: 1k sent, 20 received.'\
                        """);
        CompletableFuture<ProviderOutcome> outcome = stage.starts(aider);
        stage.awaits(AgentEvent.Text.class);

        assertThat(stage.steering.give("use bananas")).isEqualTo(Delivery.NEXT_TURN);
        Files.writeString(directory.resolve("aider.go"), "");

        assertThat(outcome.get()).isEqualTo(new ProviderOutcome.Finished());
        assertThat(arguments()).contains("--restore-chat-history");
        assertThat(Files.readString(stage.prompt.resolveSibling("turn.md")))
                .contains("use bananas");
        assertThat(stage.awaits(AgentEvent.UsageSoFar.class).usage().inputTokens())
                .contains(2_000L);
    }

    @Test
    void aFurtherTurnIsWrittenThroughNoLinkOfTheAgents() throws Exception {
        Path persons = Files.writeString(directory.resolve("persons"), "alias ls=ls\n");
        AiderProvider aider =
                aider(
                        """
                        for name in aider-prompt.md turn.md; do
                          ln -sf '%s' '%s'/$name; ln -sf '%s' '%s'/$name
                        done
                        echo working
                        while [ ! -e "$0.go" ]; do sleep 0.02; done
                        echo 'Tokens: 1k sent, 20 received.'\
                        """
                                .formatted(persons, stage.scratch, persons, stage.directory));
        CompletableFuture<ProviderOutcome> outcome = stage.starts(aider);
        stage.awaits(AgentEvent.Text.class);

        stage.steering.give("use bananas");
        Files.writeString(directory.resolve("aider.go"), "");

        assertThat(outcome.get()).isEqualTo(new ProviderOutcome.Finished());
        assertThat(persons).hasContent("alias ls=ls");
    }

    @Test
    void aModelThatWasNeverReachedIsAFailureThoughItExitsWithZero() throws IOException {
        assertThat(stage.runs(aider("echo 'litellm.AuthenticationError: no'; exit 0")))
                .isInstanceOfSatisfying(
                        ProviderOutcome.Failed.class,
                        failed ->
                                assertThat(failed.failure())
                                        .isInstanceOf(AgentFailure.BadCredentials.class));
    }

    @Test
    void isGoneWithEverythingItStarted() throws Exception {
        CompletableFuture<ProviderOutcome> outcome =
                stage.starts(aider("trap '' TERM; echo up; while :; do sleep 1; done"));
        stage.awaits(AgentEvent.Text.class);

        stage.stop.stop(FailureReason.CANCELLED_BY_OPERATOR);

        assertThat(outcome.get()).isEqualTo(new ProviderOutcome.Stopped());
    }
}
