package dev.maestro.client.provider.acp;

import static dev.maestro.client.agent.JsonLine.number;
import static dev.maestro.client.agent.JsonLine.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.client.provider.AgentEvent;
import dev.maestro.protocol.work.RunMethod;
import java.util.Optional;

/**
 * What an agent used. The answer to a prompt tells the tokens of that prompt (OpenCode: of its last
 * step only); updates tell the cost of the whole session.
 */
final class AcpUsage {

    private Optional<Long> input = Optional.empty();
    private Optional<Long> output = Optional.empty();
    private Optional<Long> cached = Optional.empty();
    private Optional<Double> cost = Optional.empty();
    private Optional<String> model = Optional.empty();
    private Optional<Double> before = Optional.of(0.0);

    void model(String name) {
        model = Optional.of(name);
    }

    /** It is an earlier run's session: without its cost until now, this run's cannot be told. */
    void goesOn() {
        before = Optional.empty();
    }

    /** What the session had cost before this run. */
    void costBefore(double amount) {
        before = Optional.of(amount);
    }

    /**
     * @param amount of the whole session
     */
    Optional<AgentEvent> cost(double amount) {
        return before.map(earlier -> {
            cost = Optional.of(Math.max(0, amount - earlier));
            return total();
        });
    }

    /** Empty when the agent does not tell. */
    Optional<AgentEvent> turn(JsonNode result) {
        JsonNode usage = result.path("usage");
        JsonNode quota = result.path("_meta").path("quota");
        JsonNode tokens = quota.path("token_count");
        if (!usage.isObject() && !tokens.isObject()) {
            return Optional.empty();
        }
        input =
                sum(
                        input,
                        number(usage.path("inputTokens"))
                                .or(() -> number(tokens.path("input_tokens"))));
        output =
                sum(
                        output,
                        number(usage.path("outputTokens"))
                                .or(() -> number(tokens.path("output_tokens"))));
        cached = sum(cached, number(usage.path("cachedReadTokens")));
        model = text(quota.path("model_usage").path(0).path("model")).or(() -> model);
        return Optional.of(total());
    }

    private AgentEvent total() {
        return new AgentEvent.UsageSoFar(new RunMethod.Usage(input, output, cached, cost, model));
    }

    private static Optional<Long> sum(Optional<Long> one, Optional<Long> other) {
        return other.map(more -> one.orElse(0L) + more).or(() -> one);
    }
}
