package dev.maestro.client.sandbox;

import java.nio.file.Path;

/** What confines programs on this machine. */
sealed interface Tool {

    /**
     * @param form what of it works here
     */
    record Bwrap(Path program, String version, Bubblewrap.Form form) implements Tool {}

    record SandboxExec(Path program) implements Tool {}

    /** Nothing: a sentence that says why, and what to do. */
    record Missing(String sentence) implements Tool {}
}
