package dev.maestro.client.provider.aider;

import dev.maestro.client.agent.FailureWords;
import dev.maestro.client.agent.ResetTime;
import dev.maestro.client.provider.AgentFailure;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;

/** Aider's own sentences about what went wrong; the model's words never begin a line like that. */
final class AiderComplaint {

    private static final Pattern COMPLAINT =
            Pattern.compile("^(litellm\\.\\w+|The API provider|Model .{1,100} not found|Error: )");
    private static final Pattern CREDENTIALS =
            Pattern.compile("authenticate you|AuthenticationError|PermissionDeniedError");
    private static final Pattern LIMIT = Pattern.compile("RateLimitError|rate limited you");
    private static final Pattern DECLINED =
            Pattern.compile(
                    "NotFoundError|BadRequestError|ContextWindowExceededError"
                            + "|ContentPolicyViolationError|refused the request");
    private static final Pattern OVERLOAD =
            Pattern.compile(
                    "APIConnectionError|InternalServerError|ServiceUnavailableError|Timeout"
                            + "|APIError|servers are down or overloaded");

    private final InstantSource clock;

    AiderComplaint(InstantSource clock) {
        this.clock = clock;
    }

    /** Empty when the line is none. */
    Optional<AgentFailure> line(String line) {
        if (!COMPLAINT.matcher(line).find()) {
            return Optional.empty();
        }
        String said = FailureWords.shortened(line);
        Optional<AgentFailure> words =
                FailureWords.read(line, clock.instant(), ZoneId.systemDefault());
        if (words.filter(failure -> failure instanceof AgentFailure.UsageLimited).isPresent()) {
            return words;
        }
        if (CREDENTIALS.matcher(line).find()) {
            return Optional.of(new AgentFailure.BadCredentials(said));
        }
        if (LIMIT.matcher(line).find()) {
            return Optional.of(
                    new AgentFailure.RateLimited(
                            ResetTime.in(line, clock.instant(), ZoneId.systemDefault()), said));
        }
        if (DECLINED.matcher(line).find()) {
            return Optional.of(new AgentFailure.Declined(said));
        }
        return OVERLOAD.matcher(line).find()
                ? Optional.of(new AgentFailure.Overloaded(said))
                : words;
    }
}
