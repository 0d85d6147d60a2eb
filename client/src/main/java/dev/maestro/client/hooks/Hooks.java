package dev.maestro.client.hooks;

import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.platform.OwnProgram;
import dev.maestro.git.Git;
import dev.maestro.git.GitResult;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Installs and removes what agents' programs are configured with. Used by one thread. */
public final class Hooks {

    private final Path records;
    private final HookScope scope;
    private final Path root;
    private final Additions additions;

    private Hooks(Path records, HookScope scope, Path root, OwnProgram program) {
        this.records = records;
        this.scope = scope;
        this.root = root;
        this.additions = new Additions(program);
    }

    /**
     * @throws Refused {@code not_found} outside of a repository
     */
    public static Hooks ofProject(MaestroHome home, Path directory, OwnProgram program) {
        GitResult top = Git.at(directory).tryRun("rev-parse", "--show-toplevel");
        if (!top.ok()) {
            throw new Refused(
                    RefusalCode.NOT_FOUND,
                    directory + " is in no git repository; --user writes your own configuration");
        }
        return new Hooks(home.hooks(), HookScope.PROJECT, Path.of(top.out().strip()), program);
    }

    public static Hooks ofUser(MaestroHome home, Path userHome, OwnProgram program) {
        return new Hooks(home.hooks(), HookScope.USER, userHome, program);
    }

    /**
     * @throws Refused {@code conflict} when the file is committed, is reached by a link, or could
     *     not be written without harm
     */
    public HookState install(HookedAgent agent) {
        Path file = agent.file(scope, root);
        if (scope == HookScope.PROJECT) {
            requireUncommitted(file);
        }
        hooked(agent).install(additions.of(agent));
        if (scope == HookScope.PROJECT) {
            ignored(agent).install(new TextBlock("/%s\n".formatted(root.relativize(file))));
        }
        return state(agent);
    }

    /** False when nothing of ours was there. */
    public boolean remove(HookedAgent agent) {
        boolean removed = hooked(agent).remove();
        if (scope == HookScope.PROJECT) {
            ignored(agent).remove();
        }
        return removed;
    }

    public List<HookState> states() {
        return Arrays.stream(HookedAgent.values()).map(this::state).toList();
    }

    private HookState state(HookedAgent agent) {
        Path file = agent.file(scope, root);
        return new HookState(agent, scope, file, hooked(agent).standing());
    }

    private HookedFile hooked(HookedAgent agent) {
        return new HookedFile(agent, root, agent.file(scope, root), records);
    }

    /** Git's own list of what is never committed; it is not committed itself. */
    private HookedFile ignored(HookedAgent agent) {
        Path exclude =
                Path.of(
                        Git.at(root)
                                .run(
                                        "rev-parse",
                                        "--path-format=absolute",
                                        "--git-path",
                                        "info/exclude")
                                .out()
                                .strip());
        return new HookedFile(agent, exclude.resolveSibling(""), exclude, records);
    }

    private void requireUncommitted(Path file) {
        if (Git.at(root).tryRun("ls-files", "--error-unmatch", "--", file.toString()).ok()) {
            throw new Refused(
                    RefusalCode.CONFLICT,
                    "%s is committed, and what Maestro adds is yours alone: use --user"
                            .formatted(root.relativize(file)));
        }
    }
}
