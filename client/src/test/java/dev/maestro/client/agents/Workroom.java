package dev.maestro.client.agents;

import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.sandbox.GitFence;
import dev.maestro.client.sandbox.Territory;
import dev.maestro.git.BranchName;
import dev.maestro.git.CommitId;
import dev.maestro.git.Git;
import dev.maestro.git.Worktrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * A user's home, clone, mirror and one worktree, as the daemon has them.
 *
 * @param home of the user, with what the agent's program keeps there
 */
record Workroom(Path home, MaestroHome maestro, UUID project, Path repository, Path worktree) {

    /** Not among temporary files, which no agent sees, and where Codex does not work. */
    static final class Place implements TempDirFactory {
        @Override
        public Path createTempDirectory(
                AnnotatedElementContext annotated, ExtensionContext extension) throws IOException {
            Path trials = Files.createDirectories(Path.of("target", "trials").toAbsolutePath());
            return Files.createTempDirectory(trials, "trial");
        }
    }

    static Workroom in(Path directory) throws IOException {
        Path home = Files.createDirectories(directory.resolve("home"));
        MaestroHome maestro = new MaestroHome(home.resolve(".config/maestro"));
        UUID project = UUID.randomUUID();
        Path repository = Files.createDirectories(home.resolve("clone"));
        Git git = Git.at(repository);
        git.run("init", "-q", "-b", "main");
        git.run("config", "user.name", "Dev");
        git.run("config", "user.email", "dev@example.invalid");
        Files.copy(repository.resolve(".git/config"), home.resolve(".gitconfig"));
        git.run("commit", "-q", "--allow-empty", "-m", "Begin");
        CommitId commit = CommitId.parse(git.run("rev-parse", "HEAD").line());
        Path mirror = Files.createDirectories(maestro.mirror(project));
        Git.at(mirror).run("init", "-q", "--bare");
        Git.at(mirror).run("fetch", "-q", repository.toString(), "HEAD:refs/remotes/origin/main");
        GitFence.prepare(mirror);
        Path worktree =
                Worktrees.of(mirror, maestro.worktrees(project), maestro.idle(project))
                        .branch("one", new BranchName("task/one"), commit)
                        .directory();
        return new Workroom(home, maestro, project, repository, worktree);
    }

    Territory territory(Map<String, String> environment) {
        return new Territory(home, maestro, project, repository, environment, List.of(), List.of());
    }
}
