package dev.maestro.manual;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prose that was written by hand, with places where the code speaks: {@code {{methods}}}. */
final class Template {

    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z-]+)}}");

    private Template() {}

    /**
     * The resource with every place filled in; a place without words, or words without a place, is
     * a mistake.
     */
    static String fill(String resource, Map<String, String> words) {
        Set<String> unused = new HashSet<>(words.keySet());
        String text =
                PLACE.matcher(read(resource))
                        .replaceAll(place -> {
                            unused.remove(place.group(1));
                            String word = words.get(place.group(1));
                            if (word == null) {
                                throw new IllegalStateException("nothing for " + place.group());
                            }
                            return Matcher.quoteReplacement(word.strip());
                        });
        if (!unused.isEmpty()) {
            throw new IllegalStateException(resource + " has no place for " + unused);
        }
        return text.replaceAll("\n{3,}", "\n\n");
    }

    private static String read(String resource) {
        try (InputStream in = Template.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}
