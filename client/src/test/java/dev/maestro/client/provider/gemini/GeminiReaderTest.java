package dev.maestro.client.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.client.agent.Recorded;
import dev.maestro.client.provider.AgentEvent;
import dev.maestro.client.provider.AgentFailure;
import dev.maestro.client.provider.ProviderOutcome;
import dev.maestro.protocol.work.RunMethod;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeminiReaderTest {

    private static final Instant NOW = Instant.parse("2026-11-28T00:00:00Z");

    private final GeminiReader reader = new GeminiReader(InstantSource.fixed(NOW));

    @Test
    void aWholeTaskBecomesEvents() {
        Recorded recorded = Recorded.of("gemini", "success");

        assertThat(recorded.readBy(reader)).isEqualTo(new ProviderOutcome.Finished());

        AgentEvent.Started started = recorded.all(AgentEvent.Started.class).getFirst();
        assertThat(started.session()).isPresent().isEqualTo(reader.session());
        assertThat(started.model()).contains("gemini-2.5-pro");
        assertThat(recorded.text()).contains("I will write hello.txt.", "is committed.");
        assertThat(recorded.all(AgentEvent.ToolCall.class))
                .extracting(AgentEvent.ToolCall::tool)
                .containsExactly("write_file", "run_shell_command");
        assertThat(recorded.all(AgentEvent.ToolCall.class).getLast().summary())
                .startsWith("git add hello.txt");
        assertThat(recorded.all(AgentEvent.ToolResult.class))
                .hasSize(2)
                .noneMatch(AgentEvent.ToolResult::failed);
        assertThat(recorded.all(AgentEvent.FileChange.class))
                .extracting(AgentEvent.FileChange::path)
                .containsExactly("/home/dev/repo/hello.txt");
        RunMethod.Usage usage = recorded.all(AgentEvent.UsageSoFar.class).getLast().usage();
        assertThat(usage.model()).contains("gemini-2.5-pro");
        assertThat(usage.inputTokens())
                .hasValueSatisfying(tokens -> assertThat(tokens).isPositive());
        assertThat(usage.cachedTokens())
                .hasValueSatisfying(tokens -> assertThat(tokens).isPositive());
    }

    @ParameterizedTest
    @CsvSource({
        "bad-key,         BadCredentials",
        "garbage,         Overloaded",
        "no-such-model,   Declined",
        "overload,        Overloaded",
        "rate-limit,      RateLimited",
        "stream-cut,      Overloaded",
        "usage-limit,     UsageLimited",
    })
    void aFaultBecomesATypedFailure(String name, String failure) {
        assertThat(Recorded.of("gemini", name).readBy(reader))
                .isInstanceOfSatisfying(
                        ProviderOutcome.Failed.class,
                        failed ->
                                assertThat(failed.failure().getClass().getSimpleName())
                                        .isEqualTo(failure));
    }

    @Test
    void attemptsItRepeatsAreSeenOnItsStandardError() {
        Recorded recorded = Recorded.of("gemini", "rate-limit");

        ProviderOutcome outcome = recorded.readBy(reader);

        assertThat(recorded.all(AgentEvent.Retrying.class))
                .extracting(AgentEvent.Retrying::after)
                .containsExactly(
                        Optional.of(Duration.ofMillis(5652)),
                        Optional.of(Duration.ofMillis(10554)));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        ProviderOutcome.Failed.class,
                        failed ->
                                assertThat(failed.failure().resumeAt())
                                        .contains(NOW.plusSeconds(1)));
    }

    @Test
    void theStatusOfARepeatedAttemptIsTold() {
        Recorded recorded = Recorded.of("gemini", "overload");

        ProviderOutcome unused = recorded.readBy(reader);

        assertThat(recorded.all(AgentEvent.Retrying.class))
                .extracting(AgentEvent.Retrying::status)
                .containsOnly(Optional.of(503));
        assertThat(unused).isInstanceOf(ProviderOutcome.Failed.class);
    }

    @Test
    void goesOnAfterALimitThatPasses() {
        Recorded recorded = Recorded.of("gemini", "rate-limit-then-success");

        assertThat(recorded.readBy(reader)).isEqualTo(new ProviderOutcome.Finished());
        assertThat(recorded.all(AgentEvent.Retrying.class)).isNotEmpty();
    }

    @Test
    void anExitCodeOfZeroWithoutAResultIsNoSuccess() {
        assertThat(reader.outcome(0))
                .isEqualTo(new ProviderOutcome.Failed(new AgentFailure.Crashed(0, "")));
    }

    @Test
    void knowsAConversationThatIsGone() {
        reader.errorLine("Error resuming session: No previous sessions found", _ -> {});

        assertThat(reader.outcome(42)).isInstanceOf(ProviderOutcome.Failed.class);
        assertThat(reader.unknownSession()).isTrue();
    }

    @Test
    void linesThatAreNoEventsSayNothing() {
        List<AgentEvent> events = new java.util.ArrayList<>();

        for (String line : List.of("", "hello", "{", "{}", "[1]", "{\"type\":\"news\"}")) {
            reader.line(line, events::add);
        }

        assertThat(events).isEmpty();
    }
}
