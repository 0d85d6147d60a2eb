package dev.maestro.studio.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers and times as the pages write them. */
public final class Words {

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    /** Colours, cursor moves and titles that programs write for a terminal. */
    private static final Pattern TERMINAL_CONTROLS =
            Pattern.compile(
                    "\u001b\\[[0-9;?]*[ -/]*[@-~]|\u001b\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)|\r(?!\n)");

    private Words() {}

    public static String utc(Instant at) {
        return UTC.format(at);
    }

    /** The two greatest units: {@code 1 h 5 min}, {@code 42 s}. */
    public static String duration(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return pair(seconds / 60, "min", seconds % 60, "s");
        }
        if (seconds < 86_400) {
            return pair(seconds / 3600, "h", seconds % 3600 / 60, "min");
        }
        return pair(seconds / 86_400, "d", seconds % 86_400 / 3600, "h");
    }

    private static String pair(long great, String greatUnit, long small, String smallUnit) {
        return small == 0
                ? "%d %s".formatted(great, greatUnit)
                : "%d %s %d %s".formatted(great, greatUnit, small, smallUnit);
    }

    /** A sentence as it stands alone: with a capital, and a full stop. */
    public static String sentence(String sentence) {
        String capital =
                sentence.isEmpty()
                        ? sentence
                        : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
        return capital.endsWith(".") || capital.isEmpty() ? capital : capital + ".";
    }

    /** {@code 1 task}, {@code 2 tasks}. */
    public static String count(long number, String thing) {
        return number == 1 ? "1 " + thing : "%d %ss".formatted(number, thing);
    }

    /** {@code 12345} → {@code 12.3k}. */
    public static String amount(long number) {
        if (number < 1000) {
            return Long.toString(number);
        }
        return number < 1_000_000
                ? String.format(Locale.ROOT, "%.1fk", number / 1000.0)
                : String.format(Locale.ROOT, "%.1fM", number / 1_000_000.0);
    }

    public static String shortCommit(String commit) {
        return commit.length() > 8 ? commit.substring(0, 8) : commit;
    }

    /** Program output without what only a terminal understands. */
    public static String plain(String output) {
        return TERMINAL_CONTROLS.matcher(output).replaceAll("");
    }
}
