package dev.maestro.client.provider.aider;

import dev.maestro.client.provider.AgentEvent;
import dev.maestro.protocol.work.RunMethod;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Adds up Aider's lines such as {@code Tokens: 1.2k sent, 300 received. Cost: $0.01 message…}. */
final class AiderUsage {

    private static final Pattern PART =
            Pattern.compile("([\\d.,]{1,12})([kM]?) (sent|received|cache hit|cache write)");
    private static final Pattern COST = Pattern.compile("\\$(\\d{1,9}(?:\\.\\d{1,9})?) session");

    private final Optional<String> model;
    private long sent;
    private long received;
    private long cached;
    private Optional<Double> cost = Optional.empty();

    AiderUsage(Optional<String> model) {
        this.model = model;
    }

    /** Empty when it is another line. */
    Optional<AgentEvent> line(String line) {
        if (!line.startsWith("Tokens: ")) {
            return Optional.empty();
        }
        Matcher part = PART.matcher(line);
        while (part.find()) {
            long count = count(part.group(1), part.group(2));
            switch (part.group(3)) {
                case "sent", "cache write" -> sent += count;
                case "received" -> received += count;
                default -> cached += count;
            }
        }
        Matcher price = COST.matcher(line);
        if (price.find()) {
            cost = Optional.of(Double.valueOf(price.group(1)));
        }
        return Optional.of(
                new AgentEvent.UsageSoFar(
                        new RunMethod.Usage(
                                Optional.of(sent),
                                Optional.of(received),
                                Optional.of(cached),
                                cost,
                                model)));
    }

    private static long count(String number, String unit) {
        try {
            double count = Double.parseDouble(number.replace(",", ""));
            return Math.round(
                    switch (unit.toLowerCase(Locale.ROOT)) {
                        case "k" -> count * 1_000;
                        case "m" -> count * 1_000_000;
                        default -> count;
                    });
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
