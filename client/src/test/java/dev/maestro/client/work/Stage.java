package dev.maestro.client.work;

import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.provider.ProviderConfig;
import dev.maestro.client.settings.ProjectSettings;
import dev.maestro.client.settings.WorktreeSettings;
import dev.maestro.git.Git;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.protocol.work.StudioMethod.CheckPacket;
import dev.maestro.protocol.work.StudioMethod.ConflictPacket;
import dev.maestro.protocol.work.StudioMethod.Dispatch;
import dev.maestro.protocol.work.StudioMethod.TaskPacket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;

/** A remote, a user's clone, and workshops on it. */
final class Stage {

    final Path remote;
    final Path clone;
    final MaestroHome home;
    final UUID session = UUID.randomUUID();
    final UUID project = UUID.randomUUID();
    final UUID task = UUID.randomUUID();
    final RecordedReports reports = new RecordedReports();
    final Mirrors mirrors;
    private Optional<CheckPacket> check = Optional.empty();
    private Optional<ConflictPacket> conflict = Optional.empty();
    private Optional<String> rejected = Optional.empty();
    private List<String> findings = List.of();
    private ProjectSettings settings = ProjectSettings.USUAL;

    Stage(Path directory) throws IOException {
        remote = directory.resolve("remote.git");
        clone = directory.resolve("clone");
        home = new MaestroHome(directory.resolve("home"));
        mirrors = new Mirrors(home, WorktreeSettings.USUAL);
        Files.createDirectories(remote);
        Files.createDirectories(clone);
        Git.at(remote).run("init", "--quiet", "--bare", "--initial-branch=main");
        Git git = Git.at(clone);
        git.run("init", "--quiet", "--initial-branch=main");
        git.run("config", "user.name", "Ada");
        git.run("config", "user.email", "ada@example.org");
        git.run("remote", "add", "origin", remote.toString());
        Files.writeString(clone.resolve("readme.txt"), "hello\n");
        git.run("add", "--all");
        git.run("commit", "--quiet", "-m", "Begin");
        git.run("push", "--quiet", "origin", "main", "main:epic/x");
        git.run("fetch", "--quiet", "origin");
    }

    Stage check(String command, long seconds) {
        check = Optional.of(new CheckPacket(command, seconds));
        return this;
    }

    Stage conflict(String epicCommit, List<String> paths) {
        conflict = Optional.of(new ConflictPacket(epicCommit, paths));
        return this;
    }

    Stage rejected(String commit) {
        rejected = Optional.of(commit);
        return this;
    }

    Stage settings(Optional<String> setUp, int ports) {
        settings = new ProjectSettings(null, null, null, setUp, ports);
        return this;
    }

    Stage findings(String... what) {
        findings = List.of(what);
        return this;
    }

    Workshop workshop(String command) {
        return workshop(ProviderConfig.usual("command", Optional.of(command)));
    }

    Workshop workshop(ProviderConfig provider) {
        return workshop(provider, settings);
    }

    Workshop workshop(ProviderConfig provider, ProjectSettings chosen) {
        return Workshop.open(
                new WorkshopConfig(
                        session, "ada", project, clone, home, provider, () -> chosen, 2, mirrors),
                reports,
                InstantSource.system());
    }

    Dispatch packet(Purpose purpose, UUID run, long fence, boolean first) {
        return new Dispatch(
                run,
                fence,
                (int) fence,
                purpose,
                90,
                project,
                "local:" + remote,
                UUID.randomUUID(),
                "A plan",
                Optional.of(
                        new TaskPacket(
                                task,
                                7,
                                "Add a file",
                                "",
                                List.of(),
                                List.of(),
                                List.of(),
                                1,
                                Optional.empty())),
                "epic/x",
                head("refs/heads/epic/x"),
                "refs/heads/epic/x",
                Optional.of("task/x/7-add-a-file"),
                first ? Optional.empty() : Optional.of("refs/maestro/wip/" + task),
                conflict,
                rejected,
                findings,
                List.of(),
                check);
    }

    String head(String ref) {
        return Git.at(remote).run("rev-parse", "--verify", ref).line();
    }

    boolean exists(String ref) {
        return Git.at(remote).tryRun("rev-parse", "--verify", "--quiet", ref).ok();
    }

    String file(String ref, String path) {
        return Git.at(remote).run("show", ref + ":" + path).out();
    }

    <T extends RunMethod> T awaits(Class<T> type) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !reports.all(type).isEmpty());
        return reports.all(type).getLast();
    }

    static void idle(Workshop workshop) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> workshop.held().isEmpty());
    }
}
