package dev.maestro.client.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.client.platform.MaestroHome;
import dev.maestro.git.BranchName;
import dev.maestro.git.CommitId;
import dev.maestro.git.Git;
import dev.maestro.git.Worktree;
import dev.maestro.git.Worktrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroundsTest {

    private final UUID project = UUID.randomUUID();
    private Path room;
    private Path home;
    private Territory territory;
    private Worktree worktree;
    private Grounds grounds;

    @BeforeEach
    void open(@TempDir Path directory) throws IOException {
        room = directory.toRealPath();
        home = room.resolve("home");
        MaestroHome maestro = new MaestroHome(home.resolve(".maestro"));
        Path clone = Files.createDirectories(room.resolve("clone"));
        Git git = Git.at(clone);
        git.run("init", "--quiet");
        git.run("commit", "--quiet", "--allow-empty", "-m", "Begin");
        CommitId commit = CommitId.parse(git.run("rev-parse", "HEAD").line());
        Path mirror = Files.createDirectories(maestro.mirror(project));
        Git.at(mirror).run("init", "--quiet", "--bare");
        Git.at(mirror).run("fetch", "--quiet", clone.toString(), "HEAD:refs/remotes/origin/main");
        worktree =
                Worktrees.of(mirror, maestro.worktrees(project), maestro.idle(project))
                        .branch("one", new BranchName("task/one"), commit);
        territory = territory(maestro, clone, List.of());
        grounds = new Grounds(territory);
    }

    @Test
    void allowsAWorktreeOfTheProject() {
        GitPlace place = grounds.check(worktree.directory());

        assertThat(place.repository()).isEqualTo(territory.mirror());
        assertThat(place.entry()).isEqualTo(territory.mirror().resolve("worktrees/one"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/usr", "/usr/share", "/etc", "/home", "/tmp", "/var", "/dev/shm"})
    void refusesTheSystemsDirectories(String directory) {
        refuses(Path.of(directory), "directory");
    }

    @Test
    void refusesTheHomeDirectoryAndWhatItIsIn() {
        refuses(home, "it is the home directory");
        refuses(room, "are in it");
    }

    @Test
    void refusesMaestrosOwnFiles() {
        refuses(territory.maestro().root(), "Maestro keeps its own files");
        refuses(territory.mirror(), "not one of the project's worktrees");
    }

    @Test
    void refusesADirectoryThatIsNoWorktree() throws IOException {
        refuses(Files.createDirectories(territory.worktrees().resolve("two")), "no git worktree");
        refuses(territory.worktrees().resolve("missing"), "no directory");
        refuses(worktree.directory().resolve("."), "symbolic link");
    }

    @Test
    void refusesALinkThatLeaves() throws IOException {
        Path link = territory.worktrees().resolve("link");
        Files.createSymbolicLink(link, room.resolve("clone"));

        refuses(link, "symbolic link");
    }

    @Test
    void refusesAWorktreeOfAnotherRepository() throws IOException {
        Files.writeString(
                worktree.directory().resolve(".git"),
                "gitdir: " + room.resolve("clone/.git") + "\n");

        refuses(worktree.directory(), "no git worktree of " + territory.mirror());
    }

    @Test
    void refusesAWorktreeWhoseGitFileIsALink() throws IOException {
        Path file = worktree.directory().resolve(".git");
        Files.move(file, home.resolve("elsewhere"));
        Files.createSymbolicLink(file, home.resolve("elsewhere"));

        refuses(worktree.directory(), "no git worktree");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".ssh", ".ssh/id_ed25519", ".maestro", ".maestro/tokens", ".."})
    void givesAwayNoSecretsEvenWhenToldTo(String path) throws IOException {
        Files.createDirectories(home.resolve(".ssh"));
        Files.createDirectories(home.resolve(".maestro/tokens"));
        Files.writeString(home.resolve(".ssh/id_ed25519"), "key");
        Path asked = home.resolve(path).normalize();
        Further further = new Further(territory(territory.maestro(), home, List.of(asked)));

        assertThatThrownBy(further::mounts)
                .isInstanceOf(SandboxRefused.class)
                .hasMessageContaining("is not given to an agent");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tokens",
                "workers",
                "workers/one/run",
                "workers/other",
                "projects.toml"
            })
    void givesAWorkersAgentNothingOfItsLead(String path) throws IOException {
        MaestroHome lead = territory.maestro();
        Files.createDirectories(lead.tokens());
        Files.createDirectories(lead.worker("one").daemon());
        Files.createDirectories(lead.worker("other").root());
        Files.writeString(lead.projects(), "");
        Path asked = lead.root().resolve(path);
        Further further =
                new Further(territory(lead.worker("one"), territory.repository(), List.of(asked)));

        assertThatThrownBy(further::mounts)
                .isInstanceOf(SandboxRefused.class)
                .hasMessageContaining("is not given to an agent");
    }

    private void refuses(Path directory, String why) {
        assertThatThrownBy(() -> grounds.check(directory))
                .isInstanceOf(SandboxRefused.class)
                .hasMessageContaining(why);
    }

    private Territory territory(MaestroHome maestro, Path clone, List<Path> readable) {
        return new Territory(
                home, maestro, project, clone, Map.of("PATH", "/usr/bin"), readable, List.of());
    }
}
