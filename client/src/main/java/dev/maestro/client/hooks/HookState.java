package dev.maestro.client.hooks;

import java.nio.file.Path;

/** What is where. */
public record HookState(HookedAgent agent, HookScope scope, Path file, Standing standing) {

    /** How it is with what is ours in a file. */
    public enum Standing {
        ABSENT,
        INSTALLED,
        /** Ours is there, and somebody has changed the file since. */
        INSTALLED_AND_CHANGED,
        /** It was installed, and somebody has taken it out. */
        GONE
    }
}
