package dev.maestro.client.provider.claude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.client.provider.AgentEvent;
import dev.maestro.client.provider.AgentFailure;
import dev.maestro.client.provider.Operator;
import dev.maestro.client.provider.Patience;
import dev.maestro.client.provider.Provider;
import dev.maestro.client.provider.ProviderContract;
import dev.maestro.client.provider.ProviderOutcome;
import dev.maestro.client.settings.ModelSize;
import dev.maestro.client.settings.PermissionMode;
import dev.maestro.client.settings.ProviderSettings;
import dev.maestro.protocol.work.FailureReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaudeContractTest extends ProviderContract {

    @Override
    protected String recordings() {
        return "claude";
    }

    @Override
    protected Provider provider(
            ProviderSettings settings, Map<String, String> environment, Patience patience) {
        return new ClaudeProvider(settings, environment, patience, false);
    }

    @Override
    protected String wordsOfTheModel() {
        return "I will write hello.txt.";
    }

    @Override
    protected Optional<String> wordsOfAToolAtWork() {
        return Optional.of("\"name\":\"Bash\"");
    }

    @Override
    protected Optional<String> wordsAtWhichToSteer() {
        return Optional.of("\"name\":\"Bash\"");
    }

    @Override
    protected boolean resumes(String arguments, String told, String session) {
        return arguments.contains("--resume\n" + session);
    }

    @ParameterizedTest
    @CsvSource({
        "declined,PROVIDER_DECLINED",
        "garbage,PROVIDER_OVERLOADED",
        "no-such-model,PROVIDER_DECLINED",
        "quota,PROVIDER_USAGE_LIMIT",
        "rate-limit-long,PROVIDER_RATE_LIMITED",
        "stream-cut-always,PROVIDER_OVERLOADED",
        "interrupted,PROVIDER_CRASHED"
    })
    void knowsTheReason(String recording, FailureReason reason) throws IOException {
        assertThat(reason(plays(recorded(recording)))).contains(reason);
    }

    @Test
    void takesTheEndOfALimitFromTheEventNotFromTheSentence() throws IOException {
        Instant reset = Instant.ofEpochSecond(recorded("usage-limit").number("resetsAt"));
        assertThat(failure(plays(recorded("usage-limit"))))
                .get()
                .isInstanceOfSatisfying(
                        AgentFailure.UsageLimited.class,
                        limited -> assertThat(limited.resetsAt()).contains(reset));
        assertThat(stage.all(AgentEvent.LimitWindow.class))
                .contains(
                        new AgentEvent.LimitWindow(
                                "five_hour", Optional.of(1.0), Optional.of(reset)));
    }

    @Test
    void asksThePersonAndHandsOnTheAnswer() throws IOException {
        stage.answering(Operator.Permission.ALLOWED);
        Path program = stage.program("agent", recorded("permission-allowed").bash());

        assertThat(stage.runs(provider(program, PermissionMode.ASK, PATIENT)))
                .isEqualTo(new ProviderOutcome.Finished());

        assertThat(stage.questions).hasSize(2);
        assertThat(stage.questions.getLast())
                .startsWith("Claude Code wants to use Bash: git add hello.txt");
        assertThat(read(program, "told")).contains("\"behavior\":\"allow\"");
    }

    @Test
    void aQuestionThatNobodyAnswersIsADenial() throws IOException {
        stage.answering(Operator.Permission.UNANSWERED);
        Path program = stage.program("agent", recorded("denied").bash());

        stage.runs(provider(program, PermissionMode.ASK, PATIENT));

        assertThat(read(program, "told")).contains("Nobody answered in time");
        assertThat(stage.all(AgentEvent.Denied.class)).hasSize(2);
    }

    @Test
    void tellsWhatWasDeniedWithoutAQuestion() throws IOException {
        plays(recorded("denied-by-mode"));

        assertThat(stage.all(AgentEvent.Denied.class))
                .singleElement()
                .satisfies(denied -> assertThat(denied.tool()).isEqualTo("Bash"));
    }

    @Test
    void beginsAnewWhenTheSessionIsGone() throws IOException {
        Path program =
                stage.program(
                        "agent",
                        """
                        if [[ "$*" == *--resume* ]]; then
                            echo '{"type":"result","subtype":"error_during_execution",\
                        "is_error":true,"errors":["No conversation found with session ID: x"]}'
                            cat >/dev/null; exit 1
                        fi
                        """
                                + recorded("success").bash());
        stage.resuming("5e551011-0000-4000-8000-000000000001");

        assertThat(stage.runs(provider(program, PermissionMode.ALLOW, PATIENT)))
                .isEqualTo(new ProviderOutcome.Finished());
    }

    @Test
    void addsUpWhatItUsed() throws IOException {
        plays(recorded("success"));

        assertThat(stage.awaits(AgentEvent.UsageSoFar.class).usage())
                .satisfies(usage -> {
                    assertThat(usage.inputTokens()).contains(2400L);
                    assertThat(usage.outputTokens()).contains(110L);
                    assertThat(usage.cachedTokens()).contains(2800L);
                    assertThat(usage.costUsd()).contains(0.01236);
                    assertThat(usage.model()).contains("claude-opus-5-5");
                });
    }

    @Test
    void asksWhereARootWithoutAFenceMayNotSkip() throws IOException {
        Path program = stage.program("agent", recorded("success").bash());
        ProviderSettings settings =
                new ProviderSettings(
                        Optional.of(program.toString()),
                        null,
                        Map.of(ModelSize.MEDIUM, "my-model"),
                        PermissionMode.ALLOW,
                        null);

        stage.runs(
                new ClaudeProvider(settings, Map.of("PATH", System.getenv("PATH")), PATIENT, true));

        assertThat(read(program, "arguments"))
                .contains("--permission-prompt-tool\nstdio")
                .contains("--model\nmy-model")
                .doesNotContain("bypassPermissions");
        assertThat(Files.readString(directory.resolve("agent.environment")))
                .doesNotContain("IS_SANDBOX");
    }
}
