package dev.maestro.client.sandbox;

import dev.maestro.client.platform.PrivateFiles;
import dev.maestro.client.settings.SandboxMode;
import dev.maestro.git.Git;
import dev.maestro.git.GitResult;
import java.nio.file.Files;
import java.util.Optional;

/**
 * The fence of one project on this machine. To open it finds and tries the machine's tool; where
 * there is none it can be opened all the same, and says why whenever something is to be run. Any
 * thread may use it.
 */
public final class Sandbox {

    private final Territory territory;
    private final Tool tool;

    private Sandbox(Territory territory, Tool tool) {
        this.territory = territory;
        this.tool = tool;
    }

    public static Sandbox open(Territory territory) {
        return new Sandbox(territory, new ToolFinder(territory.environment()).find());
    }

    /** What the runs of a project are confined by, as a person set it. */
    public static Confinement of(SandboxMode mode, Territory territory) {
        return switch (mode) {
            case OFF -> Confinement.off();
            case ON -> open(territory).confinement();
        };
    }

    /** With the usual limits. */
    public Confinement confinement() {
        return confinement(Limits.USUAL);
    }

    public Confinement confinement(Limits limits) {
        introduce();
        return switch (tool) {
            case Tool.Bwrap bwrap -> new Bubblewrap(territory, bwrap, limits);
            case Tool.SandboxExec exec -> new Seatbelt(territory, exec, limits);
            case Tool.Missing(String sentence) ->
                    (_, _) -> {
                        throw new SandboxRefused(sentence);
                    };
        };
    }

    /** What programs in it may do, for people; nothing is made or run. */
    public SandboxView view(Needs needs) {
        GitPlace example =
                new GitPlace(
                        territory.worktrees().resolve("<worktree>"),
                        territory.mirror(),
                        territory.mirror().resolve("worktrees/<worktree>"));
        return SandboxView.of(
                tool, Policy.of(territory, example, Optional.empty(), needs, Limits.USUAL));
    }

    /** Agents commit under the user's name, whose own settings they do not see. */
    private void introduce() {
        PrivateFiles.write(
                territory.maestro().caches(territory.project()).resolve("gitconfig"),
                "[user]\n\tname = %s\n\temail = %s\n[gc]\n\tauto = 0\n"
                        .formatted(
                                quoted(asked("user.name", "Maestro agent")),
                                quoted(asked("user.email", "agent@maestro.invalid"))));
    }

    private static String quoted(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private String asked(String name, String otherwise) {
        if (!Files.isDirectory(territory.repository())) {
            return otherwise;
        }
        GitResult answer = Git.at(territory.repository()).tryRun("config", "--get", name);
        return answer.ok() && !answer.line().isBlank() ? answer.line() : otherwise;
    }
}
