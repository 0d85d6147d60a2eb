package dev.maestro.client.provider.gemini;

import dev.maestro.client.agent.FailureWords;
import dev.maestro.client.agent.ResetTime;
import dev.maestro.client.agent.SaidFailure;
import dev.maestro.client.provider.AgentFailure;
import dev.maestro.client.provider.ProviderOutcome;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How one start of Gemini CLI ended. Its exit code is the HTTP status of the model's answer, cut to
 * a byte; it is 0, too, when a signal ended it, but then there is no result.
 */
final class GeminiEnding {

    static final int UNKNOWN_SESSION = 42;

    private static final int AUTHENTICATION = 41;
    private static final int UNTRUSTED_FOLDER = 55;
    private static final int TURN_LIMIT = 53;
    private static final int BYTE = 255;
    private static final List<Integer> STATUSES =
            List.of(400, 401, 403, 404, 408, 413, 429, 500, 502, 503, 504, 529);

    private static final Pattern REPORT =
            Pattern.compile("^Error when talking to Gemini API .*?\\.json (\\w+): ");

    private final InstantSource clock;
    private @Nullable String error;
    private boolean success;
    private String lastWords = "";
    private String kind = "";
    private int exit;

    GeminiEnding(InstantSource clock) {
        this.clock = clock;
    }

    void succeeded() {
        success = true;
    }

    void failed(String message) {
        error = message;
    }

    void errorLine(String line) {
        Matcher report = REPORT.matcher(line);
        if (report.find()) {
            kind = report.group(1);
        }
        if (!line.isBlank() && !line.startsWith(" ") && !line.startsWith("}")) {
            lastWords = line;
        }
    }

    int exit() {
        return exit;
    }

    ProviderOutcome outcome(int code) {
        exit = code;
        if (success && exit == 0) {
            return new ProviderOutcome.Finished();
        }
        String said = error == null ? lastWords : error;
        return new ProviderOutcome.Failed(
                switch (exit) {
                    case AUTHENTICATION -> new AgentFailure.BadCredentials(said);
                    case UNTRUSTED_FOLDER -> new AgentFailure.Declined(said);
                    case TURN_LIMIT -> new AgentFailure.NoProgress(said);
                    default -> failure(exit, said);
                });
    }

    private AgentFailure failure(int exit, String said) {
        Optional<Integer> status =
                error == null
                        ? Optional.empty()
                        : STATUSES.stream().filter(one -> (one & BYTE) == exit).findFirst();
        return byKind(said)
                .or(() -> SaidFailure.of(status, said, clock.instant(), ZoneId.systemDefault()))
                .or(() -> brokenOff(said))
                .orElseGet(() -> new AgentFailure.Crashed(exit, FailureWords.shortened(said)));
    }

    /** Two of its own names for errors tell more than the words it prints. */
    private Optional<AgentFailure> byKind(String said) {
        String words = FailureWords.shortened(said);
        return switch (kind) {
            case "TerminalQuotaError" ->
                    Optional.of(
                            new AgentFailure.UsageLimited(
                                    ResetTime.in(said, clock.instant(), ZoneId.systemDefault()),
                                    words));
            case "ModelNotFoundError" -> Optional.of(new AgentFailure.Declined(words));
            default -> Optional.empty();
        };
    }

    /** Its only words for an answer that was cut off or was none; it does not try again. */
    private static Optional<AgentFailure> brokenOff(String said) {
        return said.startsWith("[API Error: terminated")
                        || said.startsWith("[API Error: Incomplete JSON")
                ? Optional.of(new AgentFailure.Overloaded(FailureWords.shortened(said)))
                : Optional.empty();
    }
}
