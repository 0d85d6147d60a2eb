package dev.maestro.client.screen;

import dev.maestro.client.daemon.RunLine;
import dev.maestro.client.link.LinkState;
import dev.maestro.client.provider.AgentEvent;
import dev.maestro.protocol.work.Delivery;
import dev.maestro.protocol.work.RunMethod;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How values are said to people in little room. */
final class Words {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ROOT);

    private Words() {}

    /** By its task's number; a run without one by the beginning of its id. */
    static String title(RunLine run) {
        return run.taskNumber()
                .map(number -> "#" + number)
                .orElse(run.run().toString().substring(0, 8));
    }

    static String lasting(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 3600) {
            return "%dm%02ds".formatted(seconds / 60, seconds % 60);
        }
        return seconds < 86_400
                ? "%dh%02dm".formatted(seconds / 3600, seconds / 60 % 60)
                : "%dd%02dh".formatted(seconds / 86_400, seconds / 3600 % 24);
    }

    static String since(Instant then, Look look) {
        return lasting(Duration.between(then, look.now()));
    }

    static String until(Instant then, Look look) {
        return lasting(Duration.between(look.now(), then));
    }

    /** The time of day; with the day when it is far off. */
    static String at(Instant then, Look look) {
        boolean near = Duration.between(look.now(), then).abs().toHours() < 20;
        return (near ? CLOCK : DAY).format(then.atZone(look.zone()));
    }

    static String count(long number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }

    static String tokens(long number) {
        if (number < 1_000) {
            return Long.toString(number);
        }
        return number < 1_000_000
                ? "%.1fk".formatted(number / 1e3)
                : "%.1fM".formatted(number / 1e6);
    }

    static String usage(RunMethod.Usage usage) {
        return Stream.of(
                        usage.inputTokens().map(in -> tokens(in) + " in"),
                        usage.cachedTokens().map(cached -> tokens(cached) + " cached"),
                        usage.outputTokens().map(out -> tokens(out) + " out"),
                        usage.costUsd().map("$%.2f"::formatted))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" \u00B7 "));
    }

    static String window(AgentEvent.LimitWindow window) {
        return window.window().replace('_', ' ');
    }

    static String used(AgentEvent.LimitWindow window) {
        return window.used().map(used -> "%d%%".formatted(Math.round(used * 100))).orElse("");
    }

    static String state(LinkState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    static String delivery(Delivery delivery) {
        return switch (delivery) {
            case NOW -> "now";
            case NEXT_TURN -> "at its next turn";
            case NEXT_RUN -> "with its next run";
        };
    }
}
