package dev.maestro.client.agent;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What each known program keeps in its user's home. */
public final class HomeState {

    private static final String NOTHING = "{}\n";

    /** By the word that is in its command. */
    private static final Map<String, Function<Map<String, String>, OwnState>> KNOWN = known();

    private HomeState() {}

    private static Map<String, Function<Map<String, String>, OwnState>> known() {
        Map<String, Function<Map<String, String>, OwnState>> known = new LinkedHashMap<>();
        known.put("claude", HomeState::claude);
        known.put("codex", HomeState::codex);
        known.put("gemini", HomeState::gemini);
        known.put("qwen", environment -> geminiLike(home(environment).resolve(".qwen"), "QWEN.md"));
        known.put("opencode", HomeState::opencode);
        known.put(
                "copilot",
                environment ->
                        new OwnState(
                                List.of(home(environment).resolve(".copilot")),
                                List.of(),
                                Map.of()));
        return known;
    }

    /** Claude Code; its file beside the directory is only read: it does without writing it. */
    public static OwnState claude(Map<String, String> environment) {
        String own = environment.get("CLAUDE_CONFIG_DIR");
        Path home = home(environment);
        Path directory = own == null ? home.resolve(".claude") : Path.of(own);
        Map<Path, String> settings = new HashMap<>();
        settings.put(directory.resolve("settings.json"), NOTHING);
        settings.put(directory.resolve("CLAUDE.md"), "");
        settings.put((own == null ? home : directory).resolve(".claude.json"), NOTHING);
        return state(
                directory,
                settings,
                "agents",
                "commands",
                "hooks",
                "output-styles",
                "plugins",
                "rules",
                "skills");
    }

    public static OwnState codex(Map<String, String> environment) {
        String own = environment.get("CODEX_HOME");
        Path directory = own == null ? home(environment).resolve(".codex") : Path.of(own);
        return state(
                directory,
                Map.of(directory.resolve("config.toml"), "", directory.resolve("AGENTS.md"), ""),
                "prompts",
                "rules");
    }

    public static OwnState gemini(Map<String, String> environment) {
        String own = environment.get("GEMINI_CLI_HOME");
        Path home = own == null ? home(environment) : Path.of(own);
        return geminiLike(home.resolve(".gemini"), "GEMINI.md");
    }

    private static OwnState geminiLike(Path directory, String memory) {
        return state(
                directory,
                Map.of(
                        directory.resolve("settings.json"), NOTHING,
                        directory.resolve(memory), "",
                        directory.resolve(".env"), ""),
                "agents",
                "commands",
                "extensions",
                "policies",
                "skills");
    }

    /**
     * OpenCode; its cache is not among it: behind a fence each project has its own. It does not
     * start where it finds no {@code .gitignore} and cannot write the one it wants.
     */
    public static OwnState opencode(Map<String, String> environment) {
        Path config = xdg(environment, "XDG_CONFIG_HOME", ".config");
        return new OwnState(
                List.of(
                        xdg(environment, "XDG_DATA_HOME", ".local/share"),
                        xdg(environment, "XDG_STATE_HOME", ".local/state")),
                List.of(config),
                Map.of(config.resolve(".gitignore"), "node_modules\npackage.json\nbun.lock\n"));
    }

    /** Of the programs that the line names; where it names none, of those that have been used. */
    public static OwnState named(String line, Map<String, String> environment) {
        List<OwnState> named =
                KNOWN.entrySet().stream()
                        .filter(known -> line.contains(known.getKey()))
                        .map(known -> known.getValue().apply(environment))
                        .toList();
        return OwnState.all(
                named.isEmpty()
                        ? KNOWN.values().stream()
                                .map(known -> known.apply(environment))
                                .filter(state ->
                                        state.directories().stream().allMatch(Files::isDirectory))
                                .toList()
                        : named);
    }

    private static OwnState state(Path directory, Map<Path, String> settings, String... kept) {
        return new OwnState(
                List.of(directory),
                List.of(kept).stream().map(directory::resolve).toList(),
                settings);
    }

    private static Path xdg(Map<String, String> environment, String name, String usual) {
        String named = environment.get(name);
        Path directory = named == null ? home(environment).resolve(usual) : Path.of(named);
        return directory.resolve("opencode");
    }

    private static Path home(Map<String, String> environment) {
        return Path.of(environment.getOrDefault("HOME", "/"));
    }
}
