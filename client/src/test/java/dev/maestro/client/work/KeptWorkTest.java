package dev.maestro.client.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.client.cli.ExitCode;
import dev.maestro.client.cli.MaestroCommand;
import dev.maestro.client.cli.Surroundings;
import dev.maestro.client.daemon.DaemonLauncher;
import dev.maestro.client.identity.Identities;
import dev.maestro.client.state.HiddenRefs;
import dev.maestro.git.Git;
import dev.maestro.protocol.json.Json;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.RunMethod;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code maestro state} and {@code maestro diff}, without a daemon; nothing unmerged goes. */
class KeptWorkTest {

    @TempDir private Path directory;
    private Stage stage;
    private String wip = "";
    private final UUID run = UUID.randomUUID();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private boolean shown;

    @BeforeEach
    void begin() throws IOException {
        stage = new Stage(directory);
        wip = "wip/" + stage.task;
        Path clone = stage.clone.toRealPath();
        Files.createDirectories(stage.home.root());
        Files.writeString(
                stage.home.projects(),
                "[project.\"%s\"]\nproject = \"%s\"\nname = \"demo\"\nstudio = \"http://127.0.0.1:1\"\nsession = \"ada\"\n"
                        .formatted(clone, stage.project));
    }

    @Test
    void listsASnapshotWithItsTaskAndTheWayToRecoverIt() {
        interrupted();

        JsonNode state = json("state", "--json");

        assertThat(state.path("snapshots")).hasSize(1);
        JsonNode snapshot = state.path("snapshots").get(0);
        assertThat(snapshot.path("name").asText()).isEqualTo(wip);
        assertThat(snapshot.path("task_number").asInt()).isEqualTo(7);
        assertThat(snapshot.path("merged").asBoolean()).isFalse();
        assertThat(snapshot.path("recover").asText()).isEqualTo("maestro state recover " + wip);
        assertThat(state.path("room").path("limit").asLong()).isEqualTo(20_000_000_000L);
        assertThat(maestro("state")).contains("demo task 7  not merged");
    }

    @Test
    void recoversASnapshotAsABranchAndLeavesTheCheckoutAlone() throws IOException {
        interrupted();
        Files.writeString(stage.clone.resolve("readme.txt"), "my own edit\n");

        maestro("state", "recover", wip.substring(0, 8));

        assertThat(Git.at(stage.clone).run("show", "recovered/task-7:half").out())
                .isEqualTo("half\n");
        assertThat(Git.at(stage.clone).run("status", "--porcelain").lines())
                .containsExactly(" M readme.txt");
        assertThat(Git.at(stage.clone).run("branch", "--show-current").line()).isEqualTo("main");
    }

    @Test
    void recoversTheWorktreeOfAKilledDaemonWithWhatIsUncommitted() throws IOException {
        Path worktree = killed();
        Files.writeString(worktree.resolve("new"), "new\n");

        JsonNode recovered =
                json("state", "recover", "7-dev", "--to", directory + "/here", "--json");

        assertThat(recovered.path("branch").asText()).isEqualTo("recovered/7-develop");
        assertThat(directory.resolve("here/new")).hasContent("new");
        assertThat(worktree.resolve("new")).hasContent("new");
    }

    @Test
    void removesNothingUnmergedUnlessTold() throws IOException {
        Path worktree = killed();
        Files.writeString(worktree.resolve("new"), "new\n");

        assertThat(exit("state", "remove", "7-develop")).isEqualTo(ExitCode.REFUSED);
        assertThat(exit("state", "remove", "7-develop", "--force")).isEqualTo(ExitCode.REFUSED);
        maestro("state", "prune");
        assertThat(worktree.resolve("new")).exists();

        assertThat(exit("state", "remove", "7-develop", "--force", "--yes")).isZero();
        assertThat(worktree).doesNotExist();
        assertThat(err.toString()).contains("merged nowhere", "maestro state recover 7-develop");
    }

    @Test
    void prunesAWorktreeInWhichNothingWasDone() {
        Path worktree = killed();

        assertThat(maestro("state", "prune")).contains("removed 7-develop");

        assertThat(worktree).doesNotExist();
        assertThat(json("state", "--json").path("worktrees")).isEmpty();
    }

    @Test
    void countsTheCommitsThatWereMadeSinceTheRunBegan() {
        Path worktree = killed();
        Git mirror = Git.at(mirror());
        mirror.run("for-each-ref", "--format=%(refname)", "refs/remotes")
                .lines()
                .forEach(ref -> mirror.run("update-ref", "-d", ref));

        assertThat(ahead()).isZero();

        Git.at(worktree)
                .run(
                        "-c",
                        "user.name=ada",
                        "-c",
                        "user.email=ada@example.com",
                        "commit",
                        "-q",
                        "--allow-empty",
                        "-m",
                        "more");
        assertThat(ahead()).isOne();
    }

    @Test
    void prunesASnapshotOnlyWhenWhatItHoldsIsMerged() throws IOException {
        interrupted();
        assertThat(maestro("state", "prune")).contains("Nothing is certainly merged");
        stage.mirrors.tidy();
        assertThat(Git.at(mirror()).tryRun("rev-parse", "refs/maestro/" + wip).ok()).isTrue();

        mergeIntoEpic("half", "half\n");
        Git.at(mirror())
                .run("fetch", "-q", "origin", "+refs/heads/epic/x:refs/remotes/origin/epic/x");

        assertThat(maestro("state", "prune")).contains("removed " + wip);
    }

    @Test
    void findsTheSnapshotThatAnotherMachineLeftOnTheRemote() throws IOException {
        stage.workshop("true").close();
        mergeIntoEpic("half", "half\n");
        Git.at(stage.clone).run("push", "-q", "origin", "HEAD:" + HiddenRefs.wip(stage.task));

        assertThat(json("state", "--remote", "--json").path("snapshots"))
                .extracting(one -> one.path("name").asText())
                .containsExactly("remote/" + stage.task);
    }

    @Test
    void keepsTheCommitsOfABranchThatTheAgentLeft() {
        develop(
                "echo x > x; git add x; git -c user.name=a -c user.email=a@b commit -qm x;"
                        + " git checkout -q --detach HEAD~1");

        assertThat(stage.awaits(RunMethod.Fail.class).reason())
                .isEqualTo(FailureReason.WORKSPACE_UNSAFE);
        assertThat(held("x")).isTrue();
    }

    @Test
    void keepsTheCommitsOfABranchThatTheAgentMade() {
        develop(
                "git checkout -q -b hidden; echo x > x; git add x;"
                        + " git -c user.name=a -c user.email=a@b commit -qm x;"
                        + " git checkout -q task/x/7-add-a-file");

        stage.awaits(RunMethod.Fail.class);
        assertThat(Git.at(mirror()).tryRun("rev-parse", "--verify", "hidden").ok()).isFalse();
        assertThat(held("x")).isTrue();
    }

    @Test
    void takesNothingNewWhenTheRoomIsUsedUpAndSaysWhy() throws IOException {
        stage.workshop("true").close();
        Path worktree = killed();
        grow(worktree.resolve("big"), 21L * 1_000_000_000);

        stage.mirrors.tidy();
        try (Workshop workshop = stage.workshop("true")) {
            workshop.dispatch(stage.packet(Purpose.REVIEW, UUID.randomUUID(), 1, true));
        }

        RunMethod.Refuse refuse = stage.awaits(RunMethod.Refuse.class);
        assertThat(refuse.reason()).isEqualTo(FailureReason.AT_CAPACITY);
        assertThat(refuse.detail()).contains("of the 20000 MB it may take");
        assertThat(worktree.resolve("big")).exists();
    }

    @Test
    void givesUpIdleWorktreesAndOldLogsBeforeItRefuses() throws IOException {
        develop("echo x > x");
        develop("echo y > y");
        Path idle = only(stage.home.idle(stage.project));
        grow(idle.resolve("big"), 21L * 1_000_000_000);
        Path log = only(stage.home.runs());
        grow(log.resolve("transcript.log"), 21L * 1_000_000_000);

        stage.mirrors.tidy();

        assertThat(idle).doesNotExist();
        assertThat(log).doesNotExist();
        assertThat(stage.mirrors.room().orElseThrow().isFull()).isFalse();
    }

    @Test
    void showsWhatIsInAWorktreeAgainstTheEpic() throws IOException {
        Path worktree = killed();
        Files.writeString(worktree.resolve("new"), "one\ntwo\n");
        Files.writeString(worktree.resolve("readme.txt"), "other\n");

        JsonNode diff = json("diff", "7", "--json");

        assertThat(diff.path("files").toString())
                .isEqualTo(
                        "[{\"path\":\"new\",\"added\":2,\"removed\":0,\"text\":true},"
                                + "{\"path\":\"readme.txt\",\"added\":1,\"removed\":1,\"text\":true}]");
        assertThat(maestro("diff")).contains("+two", "-hello");
        assertThat(Git.at(worktree).run("status", "--porcelain").lines())
                .containsExactlyInAnyOrder("?? new", " M readme.txt");
    }

    @Test
    void showsNoTerminalWhatWouldCommandIt() {
        develop("printf 'red \\033[31m\\033]0;title\\007 end' > said");

        assertThat(maestro("diff", "7")).contains("+red \u001B[31m\u001B]0;title\u0007 end\n");

        shown = true;
        assertThat(maestro("diff", "7"))
                .contains("+red  end\n", "diff --git a/said b/said\n")
                .doesNotContain("\u001B", "\u23CE");
    }

    @Test
    void showsTheBranchOfATaskWhoseRunHasEnded() {
        develop("echo x > x");

        assertThat(maestro("diff", "7", "--stat")).contains("x | 1 +");
        assertThat(exit("diff", "8")).isEqualTo(ExitCode.NOT_FOUND);
    }

    private void interrupted() {
        try (Workshop workshop = stage.workshop("echo half > half; sleep 600")) {
            workshop.dispatch(stage.packet(Purpose.DEVELOP, run, 1, true));
            Path worktree = workshop.runs().getFirst().worktree().orElseThrow();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> Files.exists(worktree.resolve("half")));
        }
    }

    /** A worktree as a killed daemon leaves it. */
    private Path killed() {
        stage.workshop("true").close();
        Path worktree = stage.home.worktrees(stage.project).resolve("7-develop");
        Git.at(mirror())
                .run(
                        "worktree",
                        "add",
                        "--quiet",
                        "-b",
                        "task/x/7-add-a-file",
                        worktree.toString(),
                        stage.head("refs/heads/epic/x"));
        RunFiles files =
                RunFiles.create(
                        stage.home,
                        UUID.randomUUID(),
                        stage.packet(Purpose.DEVELOP, run, 1, true),
                        "7-develop");
        files.occupy(Occupied.UNKNOWN);
        return worktree;
    }

    private void develop(String agent) {
        try (Workshop workshop = stage.workshop(agent)) {
            workshop.dispatch(stage.packet(Purpose.DEVELOP, run, 1, true));
            Stage.idle(workshop);
        }
    }

    private void mergeIntoEpic(String file, String text) throws IOException {
        Git git = Git.at(stage.clone);
        git.run("checkout", "--quiet", "-B", "epic", "origin/epic/x");
        Files.writeString(stage.clone.resolve(file), text);
        git.run("add", "--all");
        git.run("commit", "--quiet", "-m", "By another way");
        git.run("push", "--quiet", "origin", "HEAD:epic/x");
    }

    /** Whether a hidden ref of the mirror has the file. */
    private boolean held(String file) {
        return Git.at(mirror())
                .run("for-each-ref", "--format=%(refname)", "refs/maestro")
                .lines()
                .stream()
                .anyMatch(ref -> Git.at(mirror()).tryRun("show", ref + ":" + file).ok());
    }

    /** A file with a hole: large to whoever asks, and nothing on the disk. */
    private static void grow(Path file, long bytes) throws IOException {
        try (var hole = new java.io.RandomAccessFile(file.toFile(), "rw")) {
            hole.setLength(bytes);
        }
    }

    private static Path only(Path parent) throws IOException {
        try (var all = Files.list(parent)) {
            return all.findFirst().orElseThrow();
        }
    }

    private Path mirror() {
        return stage.home.mirror(stage.project);
    }

    private int ahead() {
        return json("state", "--json").path("worktrees").get(0).path("ahead").asInt(-1);
    }

    private JsonNode json(String... words) {
        return Json.read(maestro(words), JsonNode.class);
    }

    private String maestro(String... words) {
        out.getBuffer().setLength(0);
        assertThat(exit(words)).as(err.toString()).isZero();
        return out.toString();
    }

    private int exit(String... words) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return MaestroCommand.in(
                            new Surroundings(
                                    stage.home,
                                    stage.clone,
                                    () -> new Identities(stage.home, http, InstantSource.system()),
                                    new DaemonLauncher(stage.home, "none", "none"),
                                    new BufferedReader(Reader.nullReader()),
                                    new PrintWriter(out, true),
                                    new PrintWriter(err, true),
                                    false,
                                    shown,
                                    InstantSource.system()))
                    .execute(words);
        }
    }
}
