package dev.maestro.client.provider.claude;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.client.agent.JsonLine;
import dev.maestro.protocol.work.RunMethod;
import java.util.Optional;

/**
 * Adds up what one Claude Code used. {@code total_cost_usd} cannot be trusted for it: some versions
 * count earlier invocations of a resumed session, too; {@code model_usage_since_last_result} says
 * exactly what is new, where there is one.
 */
final class ClaudeUsage {

    private long input;
    private long output;
    private long cached;
    private double cost;
    private Optional<String> model = Optional.empty();

    /** The totals after this result; empty when it says nothing. */
    Optional<RunMethod.Usage> add(JsonNode result) {
        JsonNode since = result.path("model_usage_since_last_result");
        if (since.isObject()) {
            since.properties()
                    .forEach(one -> {
                        model = Optional.of(one.getKey());
                        JsonNode usage = one.getValue();
                        input += usage.path("inputTokens").asLong();
                        input += usage.path("cacheCreationInputTokens").asLong();
                        output += usage.path("outputTokens").asLong();
                        cached += usage.path("cacheReadInputTokens").asLong();
                        cost += usage.path("costUSD").asDouble();
                    });
        } else if (result.path("usage").isObject()) {
            JsonNode usage = result.path("usage");
            input += usage.path("input_tokens").asLong();
            input += usage.path("cache_creation_input_tokens").asLong();
            output += usage.path("output_tokens").asLong();
            cached += usage.path("cache_read_input_tokens").asLong();
            cost += JsonLine.decimal(result.path("total_cost_usd")).orElse(0.0);
            result.path("modelUsage")
                    .fieldNames()
                    .forEachRemaining(name -> model = Optional.of(name));
        } else {
            return Optional.empty();
        }
        return Optional.of(
                new RunMethod.Usage(
                        Optional.of(input),
                        Optional.of(output),
                        Optional.of(cached),
                        Optional.of(cost),
                        model));
    }
}
