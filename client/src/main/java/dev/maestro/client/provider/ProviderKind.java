package dev.maestro.client.provider;

import dev.maestro.client.settings.Nearest;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.Delivery;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a person can name as a provider; the best agent that may be found by itself comes first. */
public enum ProviderKind {
    CLAUDE(
            "Claude Code",
            Optional.of("claude"),
            Delivery.NOW,
            true,
            true,
            "npm install -g @anthropic-ai/claude-code"),
    CODEX("Codex", Optional.of("codex"), Delivery.NOW, true, false, "npm install -g @openai/codex"),
    GEMINI(
            "Gemini CLI",
            Optional.of("gemini"),
            Delivery.NEXT_TURN,
            true,
            false,
            "npm install -g @google/gemini-cli"),
    OPENCODE(
            "OpenCode",
            Optional.of("opencode"),
            Delivery.NOW,
            true,
            true,
            "npm install -g opencode-ai"),
    AIDER(
            "Aider",
            Optional.of("aider"),
            Delivery.NEXT_TURN,
            false,
            true,
            "python -m pip install aider-install && aider-install"),
    ACP(
            "any agent that speaks the Agent Client Protocol",
            Optional.empty(),
            Delivery.NEXT_TURN,
            true,
            true,
            "--agent COMMAND starts it, such as \"gemini --acp\""),
    COMMAND(
            "any program",
            Optional.empty(),
            Delivery.NEXT_RUN,
            false,
            true,
            "--agent COMMAND says which"),
    MANUAL("a person", Optional.empty(), Delivery.NEXT_RUN, false, false, "nothing to install");

    private final String title;
    private final Optional<String> program;
    private final Delivery steering;
    private final boolean resumes;
    private final boolean tellsCost;
    private final String install;

    ProviderKind(
            String title,
            Optional<String> program,
            Delivery steering,
            boolean resumes,
            boolean tellsCost,
            String install) {
        this.title = title;
        this.program = program;
        this.steering = steering;
        this.resumes = resumes;
        this.tellsCost = tellsCost;
        this.install = install;
    }

    /**
     * @throws Refused {@code invalid_params} with what was probably meant
     */
    public static ProviderKind named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        Refused.invalid(
                                "provider",
                                "there is no provider \"%s\"%s: %s"
                                        .formatted(
                                                name,
                                                Nearest.to(
                                                                name,
                                                                Arrays.stream(values())
                                                                        .map(ProviderKind::word)
                                                                        .toList())
                                                        .map(word ->
                                                                ", did you mean \"%s\"?"
                                                                        .formatted(word))
                                                        .orElse(""),
                                                words())));
    }

    /** All of them, as they are written. */
    public static String words() {
        return Arrays.stream(values()).map(ProviderKind::word).collect(Collectors.joining(", "));
    }

    /** Those that are found by themselves. */
    public static List<ProviderKind> found() {
        return Arrays.stream(values()).filter(kind -> kind.program.isPresent()).toList();
    }

    /** As it is written on the command line and in the configuration. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public String title() {
        return title;
    }

    /** What is looked for on the PATH. */
    public Optional<String> program() {
        return program;
    }

    /** When a directive reaches it while it works. */
    public Delivery steering() {
        return steering;
    }

    /** Whether a later run can go on with its conversation. */
    public boolean resumes() {
        return resumes;
    }

    /** Whether it says what it cost. */
    public boolean tellsCost() {
        return tellsCost;
    }

    /** What a person does when it is missing. */
    public String install() {
        return install;
    }
}
