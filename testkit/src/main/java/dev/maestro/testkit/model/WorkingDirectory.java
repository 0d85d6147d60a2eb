package dev.maestro.testkit.model;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the asking program works; each of them tells its model in words of its own. */
final class WorkingDirectory {

    private static final List<Pattern> SAID =
            List.of(
                    Pattern.compile("<cwd>\\s*([^<\\n]+?)\\s*</cwd>"),
                    Pattern.compile("(?i)working directory[^/\\n]{0,20}(/[^\\s`'\",;<)]+)"),
                    Pattern.compile("(?i)workspace directories[^/]{0,20}(/[^\\s`'\",;<)]+)"));

    private WorkingDirectory() {}

    /** Empty when the program does not say. */
    static String of(ModelRequest request) {
        String text = request.text();
        return SAID.stream()
                .map(pattern -> pattern.matcher(text))
                .filter(Matcher::find)
                .findFirst()
                .map(matcher -> matcher.group(1))
                .orElse("");
    }
}
