package dev.maestro.client.cli;

import dev.maestro.protocol.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program that a person's command line begins with, looked for as the shell does. */
final class FirstWord {

    /** Nothing a shell would make something else of; a relative path means the worktree's. */
    private static final Pattern PLAIN =
            Pattern.compile(
                    "\\s*(/?[A-Za-z0-9_.+-]+|(?:/[A-Za-z0-9_.+-]+)+)(?=\\s|$).*", Pattern.DOTALL);

    private FirstWord() {}

    /**
     * @throws Refused {@code invalid_params} when it is a plain word and no such program is here
     */
    static void refuseMissing(String command) throws InterruptedException {
        if (command.isBlank()) {
            throw Refused.invalid("agent", "--agent names a command, and this one is empty");
        }
        Matcher plain = PLAIN.matcher(command);
        if (plain.matches() && !isThere(plain.group(1))) {
            throw Refused.invalid(
                    "agent",
                    "there is no program %s here, which --agent begins with; is it on the PATH?"
                            .formatted(plain.group(1)));
        }
    }

    private static boolean isThere(String word) throws InterruptedException {
        try {
            return new ProcessBuilder("sh", "-c", "command -v \"$0\"", word)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start sh", e);
        }
    }
}
