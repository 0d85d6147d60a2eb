package dev.maestro.studio.skill;

import dev.maestro.protocol.Refused;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a proficiency from 1 to 5 as people write it: a number, a percent, a word in English,
 * German or Turkish, or an ordinal. A bare number from 1 to 5 is a level; above 5 it is a percent.
 */
public final class Proficiency {

    private static final Pattern NUMBER = Pattern.compile("(\\d{1,3})\\s*(%?)");
    private static final Pattern ORDINAL = Pattern.compile("([1-5])(?:st|nd|rd|th|\\.|\\. ?stufe)");

    private static final List<List<String>> WORDS =
            List.of(
                    List.of(
                            "beginner",
                            "novice",
                            "first",
                            "anfänger",
                            "erste",
                            "başlangıç",
                            "acemi",
                            "birinci"),
                    List.of(
                            "basic",
                            "elementary",
                            "second",
                            "grundkenntnisse",
                            "zweite",
                            "temel",
                            "ikinci"),
                    List.of(
                            "intermediate",
                            "medium",
                            "third",
                            "mittel",
                            "mittelstufe",
                            "dritte",
                            "orta",
                            "üçüncü"),
                    List.of("advanced", "fourth", "fortgeschritten", "vierte", "ileri", "dördüncü"),
                    List.of(
                            "expert",
                            "fifth",
                            "experte",
                            "expertin",
                            "fünfte",
                            "uzman",
                            "beşinci"));

    private static final Map<String, Integer> LEVELS = levels();

    private Proficiency() {}

    /**
     * @throws Refused {@code invalid_params} with the list of words for what is none of these
     */
    public static int parse(String text) {
        String plain = plain(text);
        Matcher number = NUMBER.matcher(plain);
        if (number.matches()) {
            return number(Integer.parseInt(number.group(1)), !number.group(2).isEmpty(), text);
        }
        Matcher ordinal = ORDINAL.matcher(plain);
        if (ordinal.matches()) {
            return Integer.parseInt(ordinal.group(1));
        }
        Integer level = LEVELS.get(plain);
        if (level == null) {
            throw refused(text);
        }
        return level;
    }

    private static int number(int value, boolean percent, String text) {
        if (!percent && value >= 1 && value <= 5) {
            return value;
        }
        if (value > 100 || (!percent && value == 0)) {
            throw refused(text);
        }
        return Math.max(1, (value + 19) / 20);
    }

    private static Refused refused(String text) {
        return Refused.invalid(
                "level",
                "\"%s\" is no proficiency: write 1 to 5, a percent such as 75%%, or one of %s"
                        .formatted(
                                text.strip(),
                                String.join(", ", WORDS.stream().flatMap(List::stream).toList())));
    }

    /**
     * Without accents, so that "Anfänger" and "Anfaenger", "ileri" and "İLERİ" are told from
     * nothing else.
     */
    private static String plain(String text) {
        return Normalizer.normalize(text.strip(), Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replace('ı', 'i')
                .replaceAll("\\p{M}+", "")
                .replaceAll("\\s+", " ");
    }

    private static Map<String, Integer> levels() {
        Map<String, Integer> levels = new TreeMap<>();
        for (int level = 1; level <= WORDS.size(); level++) {
            for (String word : WORDS.get(level - 1)) {
                levels.put(plain(word), level);
            }
        }
        levels.put("anfaenger", 1);
        levels.put("fuenfte", 5);
        return levels;
    }
}
