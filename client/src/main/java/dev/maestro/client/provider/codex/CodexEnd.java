package dev.maestro.client.provider.codex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.maestro.client.agent.FailureWords;
import dev.maestro.client.agent.JsonLine;
import dev.maestro.client.agent.StatusCode;
import dev.maestro.client.provider.AgentFailure;
import dev.maestro.client.provider.ProviderOutcome;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** Judges how a Codex ended. */
final class CodexEnd {

    private String status = "";
    private JsonNode error = MissingNode.getInstance();
    private JsonNode limits = MissingNode.getInstance();
    private boolean unknown;

    void unknownSession() {
        unknown = true;
    }

    boolean sessionUnknown() {
        return unknown;
    }

    /** It would not do what it was asked, before any turn. */
    void refused(JsonNode answer) {
        error = answer;
        status = "failed";
    }

    void turn(JsonNode turn) {
        status = turn.path("status").asText();
        error = turn.path("error");
    }

    void limits(JsonNode now) {
        limits = now;
    }

    boolean well() {
        return status.equals("completed");
    }

    /** The HTTP status in its structured error, wherever it stands. */
    static Optional<Integer> status(JsonNode error) {
        for (JsonNode detail : error.path("codexErrorInfo")) {
            Optional<Long> status = JsonLine.number(detail.path("httpStatusCode"));
            if (status.isPresent()) {
                return Optional.of(status.get().intValue());
            }
        }
        return Optional.empty();
    }

    ProviderOutcome outcome(int exit, String stderr, Instant now, ZoneId zone) {
        if (well()) {
            return new ProviderOutcome.Finished();
        }
        String said = JsonLine.text(error.path("message")).orElse("");
        String words = FailureWords.shortened(said);
        String info = error.path("codexErrorInfo").asText();
        Optional<AgentFailure> read = FailureWords.read(said.isEmpty() ? stderr : said, now, zone);
        return new ProviderOutcome.Failed(
                byInfo(info, words, read)
                        .or(() -> read.filter(AgentFailure.UsageLimited.class::isInstance))
                        .or(() ->
                                status(error)
                                        .flatMap(code ->
                                                StatusCode.failure(
                                                        code,
                                                        said,
                                                        read.flatMap(AgentFailure::resumeAt))))
                        .or(() -> read)
                        .orElseGet(() ->
                                error.path("codexErrorInfo").isObject()
                                        ? new AgentFailure.Overloaded(words)
                                        : new AgentFailure.Crashed(
                                                exit, said.isEmpty() ? stderr : said)));
    }

    private Optional<AgentFailure> byInfo(String info, String words, Optional<AgentFailure> read) {
        return switch (info) {
            case "usageLimitExceeded" ->
                    Optional.of(
                            new AgentFailure.UsageLimited(
                                    CodexLimits.fullUntil(limits)
                                            .or(() -> read.flatMap(AgentFailure::resumeAt)),
                                    words));
            case "unauthorized" -> Optional.of(new AgentFailure.BadCredentials(words));
            case "serverOverloaded", "internalServerError" ->
                    Optional.of(new AgentFailure.Overloaded(words));
            case "contextWindowExceeded", "badRequest", "cyberPolicy" ->
                    Optional.of(new AgentFailure.Declined(words));
            default -> Optional.empty();
        };
    }
}
