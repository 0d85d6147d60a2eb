package dev.maestro.client.provider.codex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.client.provider.AgentEvent;
import dev.maestro.client.provider.AgentFailure;
import dev.maestro.client.provider.Operator;
import dev.maestro.client.provider.Patience;
import dev.maestro.client.provider.Provider;
import dev.maestro.client.provider.ProviderContract;
import dev.maestro.client.provider.ProviderOutcome;
import dev.maestro.client.settings.PermissionMode;
import dev.maestro.client.settings.ProviderSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CodexContractTest extends ProviderContract {

    @Override
    protected String recordings() {
        return "codex-app-server";
    }

    @Override
    protected Provider provider(
            ProviderSettings settings, Map<String, String> environment, Patience patience) {
        return new CodexProvider(settings, environment, patience);
    }

    @Override
    protected String wordsOfTheModel() {
        return "I will write hello.txt.";
    }

    @Override
    protected Optional<String> wordsOfAToolAtWork() {
        return Optional.of("\"type\":\"commandExecution\"");
    }

    @Override
    protected Optional<String> wordsAtWhichToSteer() {
        return Optional.of("\"type\":\"commandExecution\"");
    }

    /** The recorded model writes by the shell. */
    @Override
    protected boolean tellsChangedFiles() {
        return false;
    }

    @Override
    protected boolean resumes(String arguments, String told, String session) {
        return told.contains("thread/resume") && told.contains(session);
    }

    @Test
    void takesTheEndOfALimitFromTheAccountNotFromTheSentence() throws IOException {
        Instant reset = Instant.ofEpochSecond(recorded("usage-limit").number("resetsAt"));
        assertThat(failure(plays(recorded("usage-limit"))))
                .get()
                .isInstanceOfSatisfying(
                        AgentFailure.UsageLimited.class,
                        limited -> assertThat(limited.resetsAt()).contains(reset));
        assertThat(stage.all(AgentEvent.LimitWindow.class))
                .contains(
                        new AgentEvent.LimitWindow(
                                "5 hours", Optional.of(1.0), Optional.of(reset)));
    }

    @Test
    void asksThePersonAndHandsOnTheAnswer() throws IOException {
        stage.answering(Operator.Permission.ALLOWED);
        Path program = stage.program("agent", recorded("permission").bash());

        assertThat(stage.runs(provider(program, PermissionMode.ASK, PATIENT)))
                .isEqualTo(new ProviderOutcome.Finished());

        assertThat(stage.questions).hasSize(2);
        assertThat(stage.questions.getLast()).startsWith("Codex wants to run git add hello.txt");
        assertThat(read(program, "told")).contains("\"decision\":\"accept\"", "untrusted");
    }

    @Test
    void addsUpWhatThisRunUsed() throws IOException {
        plays(recorded("success"));

        assertThat(stage.awaits(AgentEvent.UsageSoFar.class).usage())
                .satisfies(usage -> {
                    assertThat(usage.inputTokens()).contains(2400L);
                    assertThat(usage.outputTokens()).contains(110L);
                    assertThat(usage.cachedTokens()).contains(2800L);
                    assertThat(usage.model()).contains("gpt-5.2-codex");
                });
    }

    @Test
    void beginsAnewWhenTheThreadIsGone() throws IOException {
        Path program =
                stage.program(
                        "agent",
                        """
                        if [ ! -e "$0.first" ]; then
                            touch "$0.first"
                            read -r; echo '{"id":1,"result":{}}'
                            read -r; read -r
                            echo '{"id":2,"error":{"message":"no rollout found"}}'
                            cat >/dev/null
                            exit 0
                        fi
                        """
                                + recorded("success").bash());
        stage.resuming("gone");

        assertThat(stage.runs(provider(program, PermissionMode.ALLOW, PATIENT)))
                .isEqualTo(new ProviderOutcome.Finished());
    }

    @Test
    void takesAnotherTurnForADirectiveThatCameTooLate() throws Exception {
        Path program =
                stage.program(
                        "agent",
                        """
                        done='{"method":"turn/completed","params":{"turn":{"status":"completed"}}}'
                        read -r; echo '{"id":1,"result":{}}'
                        read -r; read -r; echo '{"id":2,"result":{"thread":{"id":"t"},"model":"m"}}'
                        read -r; echo '{"id":3,"result":{}}'
                        echo '{"method":"turn/started","params":{"turn":{"id":"1"}}}'
                        echo '{"method":"warning","params":{"message":"under way"}}'
                        read -r
                        echo "$done"
                        echo '{"id":4,"error":{"message":"no active turn"}}'
                        read -r again; echo "$again" >"$0.told"
                        echo '{"id":5,"result":{}}'
                        echo '{"method":"turn/started","params":{"turn":{"id":"2"}}}'
                        echo "$done"
                        cat >/dev/null
                        """);
        CompletableFuture<ProviderOutcome> outcome =
                stage.starts(provider(program, PermissionMode.ALLOW, PATIENT));
        stage.awaits(AgentEvent.Note.class);

        stage.steering.give("mention a banana");

        assertThat(outcome.get()).isEqualTo(new ProviderOutcome.Finished());
        assertThat(read(program, "told")).contains("turn/start", "mention a banana");
    }
}
