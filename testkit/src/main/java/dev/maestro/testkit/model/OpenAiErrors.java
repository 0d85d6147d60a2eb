package dev.maestro.testkit.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** How OpenAI refuses, by either of its wires. */
final class OpenAiErrors {

    private OpenAiErrors() {}

    static Denial denial(ModelRequest request, Trouble.Refusal refusal, Instant now) {
        return switch (refusal) {
            case Trouble.RateLimited(Duration after) ->
                    new Denial(
                            429,
                            Map.of("retry-after", Long.toString(after.toSeconds())),
                            error(
                                    "Rate limit reached for requests.",
                                    "requests",
                                    "rate_limit_exceeded"));
            case Trouble.UsageLimited(Duration left) ->
                    request.wire() == Wire.RESPONSES
                            ? plan(now.plus(left), left)
                            : new Denial(
                                    429,
                                    Map.of("retry-after", Long.toString(left.toSeconds())),
                                    quota());
            case Trouble.NothingPaid _ -> new Denial(429, quota());
            case Trouble.Overloaded _ ->
                    new Denial(
                            503,
                            error(
                                    "The engine is currently overloaded, please try again later.",
                                    "server_error",
                                    "server_overloaded"));
            case Trouble.BadKey _ ->
                    new Denial(
                            401,
                            error(
                                    "Incorrect API key provided.",
                                    "invalid_request_error",
                                    "invalid_api_key"));
            case Trouble.Status(int code, String message) ->
                    new Denial(
                            code,
                            error(
                                    message,
                                    code < 500 ? "invalid_request_error" : "server_error",
                                    "scripted"));
        };
    }

    private static ObjectNode quota() {
        return error(
                "You exceeded your current quota, please check your plan and billing details.",
                "insufficient_quota",
                "insufficient_quota");
    }

    /** The limit of a ChatGPT plan, as Codex is told of it. */
    private static Denial plan(Instant reset, Duration left) {
        String at = Long.toString(reset.getEpochSecond());
        return new Denial(
                429,
                Map.of(
                        "x-codex-primary-used-percent", "100",
                        "x-codex-primary-window-minutes", "300",
                        "x-codex-primary-reset-at", at),
                Json.object(
                        "error",
                        Json.object(
                                "type", "usage_limit_reached",
                                "message", "The usage limit has been reached",
                                "plan_type", "plus",
                                "resets_at", reset.getEpochSecond(),
                                "resets_in_seconds", left.toSeconds())));
    }

    private static ObjectNode error(String message, String type, String code) {
        return Json.object(
                "error",
                Json.object(
                        "message", message,
                        "type", type,
                        "param", Json.nothing(),
                        "code", code));
    }
}
