package dev.maestro.client.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The commands and options for the shell fish, which picocli does not write for. */
final class FishCompletion {

    private static final String WORDS =
            """
            # The words after %1$s that are no options.
            function __%1$s_words
                string match --invert --regex -- '^-' (commandline -opc)[2..]
            end
            function __%1$s_at
                set -l words (__%1$s_words)
                set -l length (count $argv)
                test (count $words) -ge $length; and test "$words[1..$length]" = "$argv"
            end
            function __%1$s_says
                test "$(__%1$s_words)" = "$argv"
            end
            complete -c %1$s -f
            """;

    private final String program;
    private final StringBuilder text = new StringBuilder();

    private FishCompletion(String program) {
        this.program = program;
    }

    static String of(CommandLine root) {
        FishCompletion fish = new FishCompletion(root.getCommandName());
        fish.text.append(WORDS.formatted(fish.program));
        fish.add(root, List.of());
        return fish.text.toString();
    }

    private void add(CommandLine line, List<String> words) {
        String path = String.join(" ", words);
        String here = line.getSubcommands().isEmpty() ? "at" : "says";
        line.getSubcommands()
                .forEach((name, each) -> {
                    CommandSpec spec = each.getCommandSpec();
                    if (!spec.usageMessage().hidden() && name.equals(spec.name())) {
                        say("__%s_says %s".formatted(program, path), "-a " + name, about(spec));
                        List<String> deeper = new ArrayList<>(words);
                        deeper.add(name);
                        add(each, deeper);
                    }
                });
        for (OptionSpec option : line.getCommandSpec().options()) {
            if (!option.hidden()) {
                say(
                        "__%s_%s %s".formatted(program, here, path),
                        names(option) + (takesValue(option) ? " -r" : ""),
                        first(option.description()));
            }
        }
    }

    private void say(String condition, String what, String about) {
        text.append(
                "complete -c %s -n %s %s -d %s%n"
                        .formatted(program, quoted(condition.strip()), what, quoted(about)));
    }

    private static String names(OptionSpec option) {
        return Arrays.stream(option.names())
                .map(name ->
                        name.startsWith("--")
                                ? "-l " + name.substring(2)
                                : "-s " + name.substring(1))
                .collect(Collectors.joining(" "));
    }

    private static boolean takesValue(OptionSpec option) {
        return option.arity().max() > 0;
    }

    private static String about(CommandSpec spec) {
        String[] header = spec.usageMessage().header();
        return first(header.length > 0 ? header : spec.usageMessage().description());
    }

    private static String first(String[] description) {
        return description.length == 0 ? "" : description[0];
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
