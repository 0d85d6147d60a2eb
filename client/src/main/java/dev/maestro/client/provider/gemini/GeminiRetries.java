package dev.maestro.client.provider.gemini;

import dev.maestro.client.provider.AgentEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The attempts that Gemini CLI repeats by itself: it speaks of them on standard error only, in a
 * sentence that may go over several lines.
 */
final class GeminiRetries {

    private static final int MOST_LINES = 10;
    private static final Pattern FAILED =
            Pattern.compile("^Attempt \\d+ failed(?: with status (\\d{3}))?[.:]? ?(.*)");
    private static final Pattern AGAIN =
            Pattern.compile("Retrying (?:with backoff|after (\\d{1,9})ms)");

    private Optional<Integer> status = Optional.empty();
    private String why = "";
    private int lines;

    Optional<AgentEvent> line(String line) {
        Matcher failed = FAILED.matcher(line);
        if (failed.find()) {
            status = Optional.ofNullable(failed.group(1)).map(Integer::valueOf);
            why = line.strip();
            lines = MOST_LINES;
        }
        if (lines == 0) {
            return Optional.empty();
        }
        lines--;
        Matcher again = AGAIN.matcher(line);
        if (!again.find()) {
            return Optional.empty();
        }
        lines = 0;
        Optional<Duration> after =
                Optional.ofNullable(again.group(1))
                        .map(millis -> Duration.ofMillis(Long.parseLong(millis)));
        return Optional.of(new AgentEvent.Retrying(status, after, why));
    }
}
