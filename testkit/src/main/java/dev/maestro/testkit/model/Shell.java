package dev.maestro.testkit.model;

/** Commands for programs that have no tool but a shell. */
final class Shell {

    private Shell() {}

    static String write(String file, String content) {
        return "mkdir -p \"$(dirname %1$s)\" && printf %%s %2$s > %1$s"
                .formatted(quoted(file), quoted(content));
    }

    static String read(String file) {
        return "cat " + quoted(file);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
