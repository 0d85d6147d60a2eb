package dev.maestro.protocol.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentLineTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void leavesOrdinaryOutputAlone() {
        assertThat(AgentLine.read("the MAESTRO:LIMIT{} word inside", NOW)).isEmpty();
    }

    @Test
    void readsARateLimitRelativeToNow() {
        assertThat(
                        AgentLine.read(
                                "MAESTRO:LIMIT{\"kind\":\"rate\",\"retry_after_seconds\":30}", NOW))
                .contains(
                        new AgentLine.Limit(
                                FailureReason.PROVIDER_RATE_LIMITED, NOW.plusSeconds(30)));
    }

    @Test
    void readsAUsageLimitWithItsResetTime() {
        assertThat(
                        AgentLine.read(
                                "MAESTRO:LIMIT{\"kind\":\"usage\",\"reset_at\":\"2026-11-22T12:00:00Z\"}",
                                NOW))
                .contains(
                        new AgentLine.Limit(
                                FailureReason.PROVIDER_USAGE_LIMIT,
                                Instant.parse("2026-11-22T12:00:00Z")));
    }

    @Test
    void readsUsageWithWhatTheProviderTells() {
        assertThat(AgentLine.read("MAESTRO:USAGE{\"input_tokens\":12,\"other\":1}", NOW))
                .contains(
                        new AgentLine.UsageSoFar(
                                new RunMethod.Usage(
                                        Optional.of(12L),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty())));
    }

    @Test
    void readsASubtaskWithDefaultsForWhatIsNotSaid() {
        assertThat(AgentLine.read("MAESTRO:SUBTASK{\"title\":\"Add a test\"}", NOW))
                .hasValueSatisfying(line ->
                        assertThat(line)
                                .isInstanceOfSatisfying(
                                        AgentLine.Subtask.class,
                                        subtask ->
                                                assertThat(subtask.request().criteria())
                                                        .isEmpty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MAESTRO:LIMIT{\"kind\":\"rate\"}",
                "MAESTRO:LIMIT{\"kind\":\"x\",\"retry_after_seconds\":1}",
                "MAESTRO:LIMIT{\"kind\":\"usage\",\"reset_at\":\"soon\"}",
                "MAESTRO:SUBTASK{}",
                "MAESTRO:SUBTASK{not json",
                "MAESTRO:QUESTION",
                "MAESTRO:DANCE{}"
            })
    void changesNothingForALineThatDoesNotFit(String line) {
        assertThat(AgentLine.read(line, NOW))
                .hasValueSatisfying(
                        found -> assertThat(found).isInstanceOf(AgentLine.Malformed.class));
    }
}
