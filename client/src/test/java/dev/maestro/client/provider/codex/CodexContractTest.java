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
        assertThat(failure(plays(recorded("usage-limit"))))
                .get()
                .isInstanceOfSatisfying(
                        AgentFailure.UsageLimited.class,
                        limited ->
                                assertThat(limited.resetsAt())
                                        .contains(Instant.ofEpochSecond(1_795_832_889L)));
        assertThat(stage.all(AgentEvent.LimitWindow.class))
                .contains(
                        new AgentEvent.LimitWindow(
                                "5 hours",
                                Optional.of(1.0),
                                Optional.of(Instant.ofEpochSecond(1_795_832_889L))));
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
}
