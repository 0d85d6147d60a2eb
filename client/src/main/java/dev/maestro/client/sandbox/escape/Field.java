package dev.maestro.client.sandbox.escape;

import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.sandbox.GitFence;
import dev.maestro.client.sandbox.Territory;
import dev.maestro.git.BranchName;
import dev.maestro.git.CommitId;
import dev.maestro.git.Git;
import dev.maestro.git.Worktree;
import dev.maestro.git.Worktrees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A machine in a directory: a user with secrets, a daemon with its files and socket, a project with
 * a mirror and two worktrees, a process that is somebody else's. Used by one thread; all of it is
 * gone when it is closed.
 */
final class Field implements AutoCloseable {

    private final String secret = "secret-" + UUID.randomUUID();
    private final UUID project = UUID.randomUUID();
    private final Path root;
    private final Path home;
    private final MaestroHome maestro;
    private final Path clone;
    private final Path temporary;
    private final Path memory;
    private final Worktrees worktrees;
    private final Worktree other;
    private final CommitId commit;
    private final Process victim;
    private final ServerSocketChannel control;
    private final ServerSocketChannel bus;
    private final ServerSocket network;
    private final Map<Path, byte[]> before = new HashMap<>();
    private int number;

    Field() throws IOException {
        this.root = Files.createTempDirectory("maestro-escape").toRealPath();
        this.home = root.resolve("home");
        this.maestro = new MaestroHome(home.resolve(".maestro"));
        this.clone = root.resolve("clone");
        for (String file :
                List.of(
                        ".ssh/id_ed25519",
                        ".aws/credentials",
                        ".netrc",
                        ".config/gh/hosts.yml",
                        ".gitconfig",
                        ".profile",
                        ".maestro/tokens/one",
                        ".maestro/projects.toml")) {
            write(home.resolve(file), "# " + secret + "\n");
        }
        // A toolchain, whose cache is shown in its place.
        Files.createDirectories(home.resolve(".cargo/registry"));
        this.temporary = write(root.resolveSibling(root.getFileName() + ".txt"), secret);
        Path shared = Path.of("/dev/shm");
        this.memory =
                Files.isDirectory(shared)
                        ? write(shared.resolve(root.getFileName().toString()), secret)
                        : temporary;
        Git git = Git.at(Files.createDirectories(clone));
        git.run("init", "--quiet", "--initial-branch=main");
        write(clone.resolve("secret.txt"), secret);
        write(clone.resolve(".gitignore"), "secret.txt\n");
        write(clone.resolve("README.md"), "A project\n");
        git.run("add", "--all");
        git.run("commit", "--quiet", "-m", "Begin");
        this.commit = CommitId.parse(git.run("rev-parse", "HEAD").line());
        Path mirror = Files.createDirectories(maestro.mirror(project));
        Git bare = Git.at(mirror);
        bare.run("init", "--quiet", "--bare");
        GitFence.prepare(mirror);
        bare.run("fetch", "--quiet", clone.toUri().toString(), "main:refs/remotes/origin/main");
        bare.run("update-ref", "refs/maestro/wip/other", commit.hex());
        this.worktrees = Worktrees.of(mirror, maestro.worktrees(project), maestro.idle(project));
        this.other = worktrees.branch("other", new BranchName("task/other"), commit);
        write(other.directory().resolve("secret.txt"), secret);
        this.victim =
                new ProcessBuilder("sh", "-c", "sleep 600; : " + secret)
                        .redirectErrorStream(true)
                        .start();
        this.control = listening(maestro.daemon().resolve("daemon.sock"));
        this.bus = listening(root.resolve("bus"));
        this.network = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        network.setSoTimeout(1);
    }

    Territory territory() {
        return new Territory(home, maestro, project, clone, System.getenv(), List.of(), List.of());
    }

    /** What is in every file, process and variable that an attempt must not see. */
    String secret() {
        return secret;
    }

    /** A new worktree for the next attempt; the files that must stay as they are are remembered. */
    Worktree worktree() throws IOException {
        number++;
        Worktree fresh =
                worktrees.branch(
                        "attempt-" + number, new BranchName("task/attempt-" + number), commit);
        before.clear();
        remember(mirror().resolve("config"));
        remember(fresh.directory().resolve(".git"));
        remember(mirror().resolve("refs/remotes/origin/main"));
        remember(mirror().resolve("refs/maestro/wip/other"));
        remember(mirror().resolve("worktrees/other/HEAD"));
        remember(home.resolve(".gitconfig"));
        remember(home.resolve(".profile"));
        remember(maestro.projects());
        return fresh;
    }

    private void remember(Path file) throws IOException {
        if (Files.exists(file)) {
            before.put(file, Files.readAllBytes(file));
        }
    }

    boolean changed(Path file) throws IOException {
        return !Files.exists(file) || !Arrays.equals(before.get(file), Files.readAllBytes(file));
    }

    Path home() {
        return home;
    }

    MaestroHome maestro() {
        return maestro;
    }

    Path mirror() {
        return maestro.mirror(project);
    }

    Path other() {
        return other.directory();
    }

    /** A file that no attempt may make. */
    Path sign() {
        return root.resolve("sign");
    }

    boolean victimLives() {
        return victim.isAlive();
    }

    /** Whether a process runs that sleeps for just the time that it finds in its environment. */
    boolean sleeperLives() {
        return ProcessHandle.allProcesses()
                .anyMatch(each -> each.info().commandLine().orElse("").endsWith(sleep()));
    }

    private String sleep() {
        return "600." + Math.abs(project.hashCode());
    }

    boolean controlWasReached() throws IOException {
        return reached(control);
    }

    boolean busWasReached() throws IOException {
        return reached(bus);
    }

    boolean networkWasReached() throws IOException {
        try (var _ = network.accept()) {
            return true;
        } catch (java.net.SocketTimeoutException nobody) {
            return false;
        }
    }

    /** What a script finds its way by. */
    Map<String, String> variables() {
        return Map.ofEntries(
                Map.entry("FIELD", root.toString()),
                Map.entry("FIELD_HOME", home.toString()),
                Map.entry("FIELD_MAESTRO", maestro.root().toString()),
                Map.entry("FIELD_MIRROR", mirror().toString()),
                Map.entry("FIELD_OTHER", other().toString()),
                Map.entry("FIELD_CLONE", clone.toString()),
                Map.entry("FIELD_SIGN", sign().toString()),
                Map.entry("FIELD_TEMPORARY", temporary.toString()),
                Map.entry("FIELD_MEMORY", memory.toString()),
                Map.entry("FIELD_VICTIM", String.valueOf(victim.pid())),
                Map.entry("FIELD_CONTROL", maestro.daemon().resolve("daemon.sock").toString()),
                Map.entry("FIELD_BUS", root.resolve("bus").toString()),
                Map.entry("FIELD_SLEEP", sleep()),
                Map.entry("FIELD_PORT", String.valueOf(network.getLocalPort())));
    }

    @Override
    public void close() {
        victim.descendants().forEach(ProcessHandle::destroyForcibly);
        victim.destroyForcibly();
        try {
            control.close();
            bus.close();
            network.close();
            Files.deleteIfExists(temporary);
            Files.deleteIfExists(memory);
            try (Stream<Path> tree = Files.walk(root)) {
                for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + root, e);
        }
    }

    private static boolean reached(ServerSocketChannel server) throws IOException {
        try (SocketChannel client = server.accept()) {
            return client != null;
        }
    }

    private static ServerSocketChannel listening(Path file) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(file));
        server.configureBlocking(false);
        return server;
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        return Files.writeString(file, text);
    }
}
