package dev.maestro.client.hooks;

import java.nio.file.Path;
import java.util.Locale;

/** An agent's program whose configuration can be written, and where it is. */
public enum HookedAgent {
    CLAUDE(".claude/settings.local.json", ".claude/settings.json"),
    CODEX(".codex/config.toml", ".codex/config.toml"),
    GEMINI(".gemini/settings.json", ".gemini/settings.json"),
    OPENCODE("opencode.json", ".config/opencode/opencode.json");

    private final String inProject;
    private final String ofUser;

    HookedAgent(String inProject, String ofUser) {
        this.inProject = inProject;
        this.ofUser = ofUser;
    }

    /** As providers are called. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    Path file(HookScope scope, Path root) {
        return root.resolve(scope == HookScope.PROJECT ? inProject : ofUser);
    }
}
