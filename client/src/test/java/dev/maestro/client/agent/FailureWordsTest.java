package dev.maestro.client.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureWordsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T06:30:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    You've hit your 5-hour limit · resets 7:22am (UTC)           | UsageLimited
                    You’ve hit your usage limit. … try again at 7:32 AM.         | UsageLimited
                    Quota exceeded. Check your plan and billing details.         | UsageLimited
                    You have exhausted your daily quota on this model.           | UsageLimited
                    Credit balance is too low                                    | UsageLimited
                    API Error: Request rejected (429) · scripted                 | RateLimited
                    exceeded retry limit, last status: 429 Too Many Requests     | RateLimited
                    API Error: 529 Overloaded                                    | Overloaded
                    unexpected status 503 Service Unavailable                    | Overloaded
                    [API Error: terminated] connection closed                    | Overloaded
                    Invalid API key · Fix external API key                       | BadCredentials
                    Not logged in · Please run /login                            | BadCredentials
                    unexpected status 401 Unauthorized: no                       | BadCredentials
                    Missing environment variable: `X_KEY`.                       | BadCredentials
                    unexpected status 404 Not Found: model                       | Declined
                    Incomplete response returned, reason: max_output_tokens      | Declined
                    """)
    void knowsTheReason(String said, String kind) {
        assertThat(FailureWords.read(said, NOW, ZoneOffset.UTC))
                .get()
                .extracting(failure -> failure.getClass().getSimpleName())
                .isEqualTo(kind);
    }

    @Test
    void guessesNothing() {
        assertThat(FailureWords.read("Segmentation fault", NOW, ZoneOffset.UTC)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    You've hit your 5-hour limit · resets 7:22am (UTC)           | 2026-11-22T07:22:00Z
                    resets 5am (UTC)                                             | 2026-11-23T05:00:00Z
                    try again at 7:32 AM.                                        | 2026-11-22T12:32:00Z
                    try again at 12:05 am.                                       | 2026-11-23T05:05:00Z
                    resets 9pm (America/New_York)                                | 2026-11-23T02:00:00Z
                    resets Nov 28 at 7am (UTC)                                   | 2026-11-28T07:00:00Z
                    try again at Nov 28th, 2026 7:32 AM                          | 2026-11-28T12:32:00Z
                    resets Jan 3, 7am (UTC)                                      | 2027-01-03T07:00:00Z
                    until 2026-11-24T10:00:00Z                                   | 2026-11-24T10:00:00Z
                    retry after 30 seconds                                       | 2026-11-22T06:30:30Z
                    Please retry in 41.5s.                                       | 2026-11-22T06:30:41.500Z
                    retry-after: 90s                                             | 2026-11-22T06:31:30Z
                    Retrying after 5937ms                                        | 2026-11-22T06:30:05.937Z
                    Try again in 2 days 3 hours 4 minutes.                       | 2026-11-24T09:34:00Z
                    """)
    void readsWhenALimitEnds(String said, Instant end) {
        assertThat(ResetTime.in(said, NOW, ZoneId.of("America/New_York"))).contains(end);
    }

    @ParameterizedTest
    @CsvSource({
        "Quota exceeded.",
        "try again later",
        "resets 99:99am (UTC)",
        "until 12 files are left"
    })
    void inventsNoTime(String said) {
        assertThat(ResetTime.in(said, NOW, ZoneOffset.UTC)).isEmpty();
    }
}
