package dev.maestro.hub.standalone;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the command line, and explains it. */
final class CommandLine {

    /** Applications that must not stand on a command line, which others can see. */
    static final String APPS_VARIABLE = "MAESTRO_HUB_APPS";

    private static final Map<String, Option> OPTIONS =
            Option.all().collect(Collectors.toUnmodifiableMap(Option::name, Function.identity()));

    private CommandLine() {}

    /** Reads the arguments from left to right; names the first that is wrong. */
    static Draft read(List<String> arguments, Map<String, String> environment) {
        Draft draft = new Draft();
        Iterator<String> words = arguments.iterator();
        while (words.hasNext()) {
            String[] word = words.next().split("=", 2);
            Option option = OPTIONS.get(word[0]);
            if (option == null) {
                throw new WrongOption("unknown option " + word[0] + near(word[0]) + "; see --help");
            }
            String value = word.length > 1 ? word[1] : "";
            if (option.takesValue() && word.length == 1) {
                if (!words.hasNext()) {
                    throw new WrongOption(option.name() + " needs " + option.value());
                }
                value = words.next();
            }
            apply(option.name(), option.effect(), draft, value);
        }
        Stream.of(environment.getOrDefault(APPS_VARIABLE, "").split(","))
                .filter(app -> !app.isBlank())
                .forEach(app -> apply(APPS_VARIABLE, Draft::begin, draft, app.strip()));
        return draft;
    }

    private static void apply(
            String name, BiConsumer<Draft, String> effect, Draft draft, String value) {
        try {
            effect.accept(draft, value);
        } catch (WrongOption | IllegalArgumentException wrong) {
            throw new WrongOption(name + ": " + wrong.getMessage());
        }
    }

    /** An option that one may have meant: one that has this word in it, or the other way round. */
    private static String near(String unknown) {
        String word = unknown.replaceFirst("^-+(no-|max-)?", "");
        return OPTIONS.keySet().stream()
                .sorted()
                .filter(name -> word.length() > 2 && name.contains(word))
                .findFirst()
                .map(name -> " (did you mean " + name + "?)")
                .orElse("");
    }

    /** What {@code --help} prints. */
    static String help() {
        return """
        maestro hub: a server for the Pusher Channels protocol, version 7

          ./maestro hub --port 6001 --app ID:KEY:SECRET [--app …] [settings]

        Clients connect to ws://HOST:PORT/app/KEY, servers publish at http://HOST:PORT/apps/ID/events; /up says whether it lives.
        The variable %s may hold applications too, with commas between, so that secrets stay off the command line.

        Of the hub:
        %s
        Of applications (before the first --app of all, after an --app of that one):
        %s\
        """
                .formatted(APPS_VARIABLE, lines(Option.OF_THE_HUB), lines(Option.OF_AN_APP));
    }

    private static String lines(List<Option> options) {
        return options.stream()
                .filter(option -> !option.name().startsWith(Option.NOT))
                .map(option -> "  %-32s %s%n".formatted(shown(option), option.meaning()))
                .collect(Collectors.joining());
    }

    private static String shown(Option option) {
        return option.takesValue()
                ? option.name() + " " + option.value()
                : option.name().replaceFirst("^--", "--[no-]");
    }
}
