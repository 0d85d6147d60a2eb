package dev.maestro.client.provider.claude;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.client.agent.FailureWords;
import dev.maestro.client.agent.JsonLine;
import dev.maestro.client.agent.StatusCode;
import dev.maestro.client.provider.AgentFailure;
import dev.maestro.client.provider.ProviderOutcome;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges how a Claude Code ended. Its {@code subtype} is "success" for errors of the model's side,
 * too, and its exit code says no more than the result.
 */
final class ClaudeEnd {

    private @Nullable ObjectNode result;
    private String kind = "";
    private boolean limited;
    private Optional<Instant> resets = Optional.empty();

    /** Takes the kind of an error that is only told beside a message. */
    void saw(JsonNode assistant) {
        kind = JsonLine.text(assistant.path("error")).orElse("");
    }

    void limited(Optional<Instant> until) {
        limited = true;
        resets = until;
    }

    void result(ObjectNode event) {
        result = event;
    }

    boolean sessionUnknown() {
        ObjectNode event = result;
        return event != null && event.path("errors").toString().contains("No conversation found");
    }

    ProviderOutcome outcome(int exit, String stderr, Instant now, ZoneId zone) {
        ObjectNode event = result;
        if (event == null) {
            return new ProviderOutcome.Failed(
                    sessionless(stderr, now, zone)
                            .orElseGet(() -> new AgentFailure.Crashed(exit, stderr)));
        }
        return event.path("is_error").asBoolean()
                        || !event.path("subtype").asText().equals("success")
                ? new ProviderOutcome.Failed(failure(event, exit, now, zone))
                : new ProviderOutcome.Finished();
    }

    private static Optional<AgentFailure> sessionless(String stderr, Instant now, ZoneId zone) {
        return FailureWords.read(stderr, now, zone)
                .filter(failure -> !(failure instanceof AgentFailure.Declined));
    }

    private AgentFailure failure(ObjectNode event, int exit, Instant now, ZoneId zone) {
        String said =
                JsonLine.text(event.path("result"))
                        .or(() -> JsonLine.text(event.path("errors").path(0)))
                        .orElse("");
        String words = FailureWords.shortened(said);
        Optional<AgentFailure> read = FailureWords.read(said, now, zone);
        if (limited || event.path("api_error").asText().equals("usage_limit_reached")) {
            return new AgentFailure.UsageLimited(
                    resets.or(() -> read.flatMap(AgentFailure::resumeAt)), words);
        }
        if (read.isPresent() && read.get() instanceof AgentFailure.UsageLimited) {
            return read.get();
        }
        return JsonLine.number(event.path("api_error_status"))
                .flatMap(status ->
                        StatusCode.failure(
                                status.intValue(), said, read.flatMap(AgentFailure::resumeAt)))
                .or(() -> byKind(event, words))
                .or(() -> read)
                .orElseGet(() ->
                        event.path("terminal_reason").asText().equals("api_error")
                                ? new AgentFailure.Overloaded(words)
                                : new AgentFailure.Crashed(exit, said));
    }

    private Optional<AgentFailure> byKind(ObjectNode event, String words) {
        if (event.path("stop_reason").asText().equals("refusal")) {
            return Optional.of(new AgentFailure.Declined(words));
        }
        Optional<AgentFailure> ended =
                switch (event.path("terminal_reason").asText()) {
                    case "prompt_too_long" -> Optional.of(new AgentFailure.Declined(words));
                    case "max_turns" ->
                            Optional.of(new AgentFailure.NoProgress("its turns are used up"));
                    case "budget_exhausted" ->
                            Optional.of(
                                    new AgentFailure.Declined(
                                            "the budget of one invocation is used up"));
                    default -> Optional.empty();
                };
        return ended.or(() ->
                switch (kind) {
                    case "rate_limit" ->
                            Optional.of(new AgentFailure.RateLimited(Optional.empty(), words));
                    case "overloaded", "server_error" ->
                            Optional.of(new AgentFailure.Overloaded(words));
                    case "authentication_failed" ->
                            Optional.of(new AgentFailure.BadCredentials(words));
                    case "billing_error" ->
                            Optional.of(new AgentFailure.UsageLimited(Optional.empty(), words));
                    case "model_not_found", "invalid_request" ->
                            Optional.of(new AgentFailure.Declined(words));
                    default -> Optional.empty();
                });
    }
}
