package dev.maestro.journey;

import dev.maestro.testkit.Processes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Programs that see a file system of their own, where the machine allows that. */
final class Namespaces {

    private Namespaces() {}

    static boolean available() {
        try {
            return Processes.run(
                                    Path.of("/"),
                                    Map.of(),
                                    Duration.ofSeconds(10),
                                    with("mount -t tmpfs none /mnt", List.of("true")))
                            .exit()
                    == 0;
        } catch (RuntimeException noSuchProgram) {
            return false;
        }
    }

    /** Runs the command in place of itself, after the shell's line in the new namespace. */
    static List<String> with(String line, List<String> command) {
        List<String> all = new ArrayList<>(prefix(line));
        all.addAll(command);
        return all;
    }

    static List<String> prefix(String line) {
        boolean root = "root".equals(System.getProperty("user.name"));
        return List.of(
                "unshare",
                root ? "-m" : "-rm",
                "sh",
                "-c",
                "set -e; " + line + "; exec \"$@\"",
                "sh");
    }
}
