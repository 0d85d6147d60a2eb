package dev.maestro.client.provider.codex;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.protocol.work.RunMethod;
import java.util.Optional;

/**
 * What this run used of a thread. Codex counts over the whole thread, also what earlier runs used,
 * and counts cached tokens among the input.
 */
final class CodexUsage {

    /** Counted from the thread's beginning. */
    record Total(long input, long cached, long output, Optional<String> model) {

        private static Total of(JsonNode tokens) {
            long cached = tokens.path("cachedInputTokens").asLong();
            return new Total(
                    tokens.path("inputTokens").asLong() - cached,
                    cached,
                    tokens.path("outputTokens").asLong(),
                    Optional.empty());
        }

        private Total minus(Total other) {
            return new Total(
                    input - other.input, cached - other.cached, output - other.output, model);
        }

        Total inModel(Optional<String> name) {
            return new Total(input, cached, output, name);
        }

        RunMethod.Usage usage() {
            return new RunMethod.Usage(
                    Optional.of(input),
                    Optional.of(output),
                    Optional.of(cached),
                    Optional.empty(),
                    model);
        }
    }

    private Optional<Total> before = Optional.empty();

    /**
     * @param working false: a turn of this run has not begun yet, so all of it is an earlier one's
     * @return what this run used so far; empty when there is nothing to tell
     */
    Optional<Total> add(JsonNode params, boolean working) {
        Total total = Total.of(params.path("tokenUsage").path("total"));
        if (!working) {
            before = Optional.of(total);
            return Optional.empty();
        }
        Total base =
                before.orElseGet(
                        () -> total.minus(Total.of(params.path("tokenUsage").path("last"))));
        before = Optional.of(base);
        return Optional.of(total.minus(base));
    }
}
