package dev.maestro.client.provider.aider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.client.provider.AgentEvent;
import dev.maestro.client.provider.AgentFailure;
import dev.maestro.client.provider.ProviderOutcome;
import dev.maestro.protocol.work.RunMethod;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines as Aider's source prints them: the program itself was never run here. */
class AiderReaderTest {

    private final AiderReader reader =
            new AiderReader(
                    Optional.of("openai/some"),
                    InstantSource.fixed(Instant.parse("2026-11-28T00:00:00Z")));
    private final List<AgentEvent> events = new ArrayList<>();

    private void prints(String... lines) {
        for (String line : lines) {
            reader.line(line, events::add);
        }
    }

    @Test
    void wordsEditsAndTokensBecomeEvents() {
        prints(
                "Aider v0.86.2",
                "hello.txt",
                "Tokens: 1.2k sent, 2k cache hit, 300 received. Cost: $0.01 message, $0.02 session.",
                "Applied edit to hello.txt",
                "Tokens: 800 sent, 20 received. Cost: $0.01 message, $0.03 session.");

        assertThat(reader.outcome(0)).isEqualTo(new ProviderOutcome.Finished());
        assertThat(events)
                .contains(
                        new AgentEvent.Text("hello.txt\n"),
                        new AgentEvent.FileChange("hello.txt", AgentEvent.ChangeKind.CHANGED));
        RunMethod.Usage last =
                events.stream()
                        .filter(AgentEvent.UsageSoFar.class::isInstance)
                        .map(event -> ((AgentEvent.UsageSoFar) event).usage())
                        .toList()
                        .getLast();
        assertThat(last)
                .isEqualTo(
                        new RunMethod.Usage(
                                Optional.of(2_000L),
                                Optional.of(320L),
                                Optional.of(2_000L),
                                Optional.of(0.03),
                                Optional.of("openai/some")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "litellm.AuthenticationError: AuthenticationError: OpenAIException | BadCredentials",
                "The API provider is not able to authenticate you. Check your API key. | BadCredentials",
                "litellm.RateLimitError: RateLimitError: OpenAIException - slow down | RateLimited",
                "litellm.RateLimitError: insufficient_quota | UsageLimited",
                "The API provider has rate limited you. Try again later. | RateLimited",
                "litellm.NotFoundError: no such model | Declined",
                "litellm.APIConnectionError: Connection refused | Overloaded",
                "The API provider's servers are down or overloaded. | Overloaded",
            })
    void aComplaintIsAFailureThoughTheExitCodeIsZero(String line, String failure) {
        prints("Aider v0.86.2", line.strip());

        assertThat(reader.outcome(0))
                .isInstanceOfSatisfying(
                        ProviderOutcome.Failed.class,
                        failed ->
                                assertThat(failed.failure().getClass().getSimpleName())
                                        .isEqualTo(failure));
    }

    @Test
    void aComplaintThatPassesIsNoFailure() {
        prints(
                "litellm.RateLimitError: slow down",
                "Retrying in 0.2 seconds...",
                "Tokens: 800 sent, 20 received.");

        assertThat(reader.outcome(0)).isEqualTo(new ProviderOutcome.Finished());
        assertThat(events)
                .filteredOn(AgentEvent.Retrying.class::isInstance)
                .extracting(event -> ((AgentEvent.Retrying) event).after())
                .containsExactly(Optional.of(Duration.ofMillis(200)));
    }

    @Test
    void anEndWithoutATokenIsNoSuccess() {
        prints("Aider v0.86.2", "No key was found.");

        assertThat(reader.outcome(0))
                .isEqualTo(
                        new ProviderOutcome.Failed(
                                new AgentFailure.Crashed(0, "No key was found.")));
    }
}
