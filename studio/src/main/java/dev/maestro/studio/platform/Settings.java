package dev.maestro.studio.platform;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the operator has set: {@code studio.port = 7300} in a file, or {@code
 * MAESTRO_STUDIO_PORT=7300} in the environment, which wins. Each room reads its own at the start;
 * mistakes are collected, and all of them are told together by {@link #refuseMistakes}. Used by one
 * thread.
 */
public final class Settings {

    private static final String PREFIX = "MAESTRO_";
    private static final int NEAR = 2;

    private final Map<String, String> environment;
    private final Map<String, String> file;
    private final TreeSet<String> known = new TreeSet<>();
    private final List<String> mistakes = new ArrayList<>();

    private Settings(Map<String, String> environment, Map<String, String> file) {
        this.environment = new TreeMap<>(environment);
        this.file = new TreeMap<>(file);
    }

    /**
     * @param file in the format of Java properties; need not exist
     */
    public static Settings read(Map<String, String> environment, Path file) {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader in = Files.newBufferedReader(file)) {
                properties.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the settings in " + file, e);
            }
        }
        Map<String, String> lines = new TreeMap<>();
        properties
                .stringPropertyNames()
                .forEach(name -> lines.put(name, properties.getProperty(name)));
        return new Settings(environment, lines);
    }

    /** Empty when it is not set, or set to nothing. */
    public Optional<String> text(String name) {
        known.add(name);
        String value = environment.getOrDefault(variable(name), file.getOrDefault(name, ""));
        return value.isBlank() ? Optional.empty() : Optional.of(value.strip());
    }

    public String text(String name, String otherwise) {
        return text(name).orElse(otherwise);
    }

    /** A whole number within the bounds, which belong to it. */
    public int number(String name, int otherwise, int least, int most) {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, as for a number out of bounds
        }
        mistake(name, "is no whole number from %d to %d: %s".formatted(least, most, value.get()));
        return otherwise;
    }

    /** An absolute address of one of the schemes. */
    public Optional<URI> address(String name, List<String> schemes) {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI address = URI.create(value.get());
            if (address.getScheme() != null
                    && schemes.contains(address.getScheme())
                    && address.getHost() != null) {
                return Optional.of(address);
            }
        } catch (IllegalArgumentException e) {
            // told below, as for an address of another scheme
        }
        mistake(name, "is no address that starts with one of %s".formatted(schemes));
        return Optional.empty();
    }

    /** Notes that a setting is wrong; the sentence goes on after its name and holds no secret. */
    public void mistake(String name, String sentence) {
        mistakes.add("%s %s".formatted(name, sentence));
    }

    /**
     * To be called when every room has read its settings: what nobody asked for is a mistake too.
     *
     * @throws Refused {@code invalid_params} with a sentence for each mistake in {@code mistakes}
     */
    public void refuseMistakes() {
        List<String> all = new ArrayList<>(mistakes);
        for (String name : file.keySet()) {
            if (!known.contains(name)) {
                all.add("%s is no setting%s".formatted(name, nearest(name)));
            }
        }
        for (String variable : environment.keySet()) {
            String name = variable.toLowerCase(Locale.ROOT);
            boolean ours = known.stream().map(Settings::variable).anyMatch(variable::equals);
            if (variable.startsWith(PREFIX) && !ours) {
                known.stream()
                        .map(Settings::variable)
                        .filter(it -> distance(it.toLowerCase(Locale.ROOT), name) <= NEAR)
                        .findFirst()
                        .ifPresent(near ->
                                all.add(
                                        "%s is no setting: did you mean %s?"
                                                .formatted(variable, near)));
            }
        }
        if (!all.isEmpty()) {
            throw new Refused(
                    RefusalCode.INVALID_PARAMS,
                    "the settings are wrong: " + String.join("; ", all),
                    Map.of("mistakes", List.copyOf(all)));
        }
    }

    /** What was asked for so far. */
    Set<String> known() {
        return Set.copyOf(known);
    }

    /** The environment's name of a setting. */
    static String variable(String name) {
        return PREFIX + name.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    private String nearest(String name) {
        return known.stream()
                .filter(it -> distance(it, name) <= NEAR)
                .findFirst()
                .map(": did you mean %s?"::formatted)
                .orElse("");
    }

    /** Letters to add, to drop or to change. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
