package dev.maestro.client.agent;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads when a limit ends from a sentence for people. */
public final class ResetTime {

    private static final Pattern ISO =
            Pattern.compile(
                    "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?(Z|[+-]\\d\\d:?\\d\\d)");

    /** "resets 7:22am (UTC)", "try again at 7:32 AM.", "resets 19:05", "resets Nov 28, 7am". */
    private static final Pattern CLOCK =
            Pattern.compile(
                    "(?:resets?|again|until|after)(?:\\s+(?:at|on|in))?\\s+"
                            + "(?:(?<month>[a-z]{3})[a-z]*\\.?\\s+(?<day>\\d{1,2})(?:st|nd|rd|th)?"
                            + "(?:,?\\s+\\d{4})?,?\\s+(?:at\\s+)?)?"
                            + "(?<hour>\\d{1,2})(?::(?<minute>\\d\\d))?\\s*(?<half>[ap])?\\.?(?:m\\b\\.?)?"
                            + "(?:\\s*\\(?(?<zone>[a-z]+/[a-z_/]+|utc|gmt)\\)?)?",
                    Pattern.CASE_INSENSITIVE);

    /** "retry after 30 seconds", "retry in 1h 5m", "try again in 2 days 3 hours". */
    private static final Pattern SPAN =
            Pattern.compile(
                    "(?:retry|again|resets?|wait|retry-after|retrying)[- ]?(?:after|in)?[:\\s]+"
                            + "((?:about\\s+)?(?:[\\d.]+\\s*(?:ms|milliseconds?|d(?:ays?)?|h(?:ours?|rs?)?"
                            + "|m(?:in(?:ute)?s?)?|s(?:ec(?:ond)?s?)?)\\b[\\s,]*(?:and\\s+)?)+)",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern PART =
            Pattern.compile("([\\d.]+)\\s*(ms|milli|d|h|m|s)", Pattern.CASE_INSENSITIVE);

    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final int HALF_DAY = 12;

    private ResetTime() {}

    /**
     * @param zone of clock times without one: the machine's
     */
    public static Optional<Instant> in(String said, Instant now, ZoneId zone) {
        return iso(said).or(() -> span(said, now)).or(() -> clock(said, now, zone));
    }

    private static Optional<Instant> iso(String said) {
        Matcher found = ISO.matcher(said);
        try {
            return found.find()
                    ? Optional.of(
                            java.time.OffsetDateTime.parse(
                                            found.group().matches(".*[+-]\\d{4}$")
                                                    ? new StringBuilder(found.group())
                                                            .insert(found.group().length() - 2, ':')
                                                    : found.group())
                                    .toInstant())
                    : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> span(String said, Instant now) {
        Matcher found = SPAN.matcher(said);
        if (!found.find()) {
            return Optional.empty();
        }
        try {
            Duration total =
                    PART.matcher(found.group(1))
                            .results()
                            .map(ResetTime::part)
                            .reduce(Duration.ZERO, Duration::plus);
            return Optional.of(now.plus(total));
        } catch (NumberFormatException | ArithmeticException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration part(MatchResult part) {
        double amount = Double.parseDouble(part.group(1));
        long millis =
                switch (part.group(2).toLowerCase(Locale.ROOT)) {
                    case "ms", "milli" -> 1;
                    case "d" -> Duration.ofDays(1).toMillis();
                    case "h" -> Duration.ofHours(1).toMillis();
                    case "m" -> Duration.ofMinutes(1).toMillis();
                    default -> Duration.ofSeconds(1).toMillis();
                };
        return Duration.ofMillis((long) (amount * millis));
    }

    private static Optional<Instant> clock(String said, Instant now, ZoneId zone) {
        Matcher found = CLOCK.matcher(said);
        while (found.find()) {
            if (found.group("half") != null
                    || found.group("minute") != null
                    || found.group("month") != null) {
                return clock(found, now, zone);
            }
        }
        return Optional.empty();
    }

    private static Optional<Instant> clock(Matcher found, Instant now, ZoneId machine) {
        try {
            ZoneId zone = found.group("zone") == null ? machine : zone(found.group("zone"));
            LocalTime time = time(found);
            ZonedDateTime here = now.atZone(zone);
            if (found.group("month") != null) {
                return Optional.of(date(found, here).atTime(time).atZone(zone).toInstant());
            }
            ZonedDateTime today = here.toLocalDate().atTime(time).atZone(zone);
            return Optional.of((today.isAfter(here) ? today : today.plusDays(1)).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static LocalTime time(Matcher found) {
        int hour = Integer.parseInt(found.group("hour"));
        int minute = found.group("minute") == null ? 0 : Integer.parseInt(found.group("minute"));
        if (found.group("half") != null) {
            hour = hour % HALF_DAY + (found.group("half").equalsIgnoreCase("p") ? HALF_DAY : 0);
        }
        return LocalTime.of(hour, minute);
    }

    private static LocalDate date(Matcher found, ZonedDateTime here) {
        int index = MONTHS.indexOf(found.group("month").toLowerCase(Locale.ROOT));
        LocalDate date =
                LocalDate.of(here.getYear(), index / 3 + 1, Integer.parseInt(found.group("day")));
        return date.isBefore(here.toLocalDate()) ? date.plusYears(1) : date;
    }

    private static ZoneId zone(String name) {
        return name.equalsIgnoreCase("utc") || name.equalsIgnoreCase("gmt")
                ? ZoneOffset.UTC
                : ZoneId.of(name);
    }
}
