package dev.maestro.client.state;

import dev.maestro.client.platform.MaestroHome;
import dev.maestro.git.CommitId;
import dev.maestro.git.Git;
import dev.maestro.git.GitFailed;
import dev.maestro.git.GitResult;
import dev.maestro.git.Worktree;
import dev.maestro.git.WorktreeStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Everything that lies on this machine's disk and may hold somebody's work. Changes nothing. */
public record MachineState(List<KeptWorktree> worktrees, List<KeptSnapshot> snapshots) {

    private static final String HEADS = "refs/heads/";
    private static final String COMMAND = "maestro state recover ";

    /**
     * @param home a worker's has its {@link MaestroHome#place} before each name
     * @param liveSessions sessions of the daemon that runs: whatever run of theirs has a worktree
     *     may be at work in it
     */
    public static MachineState read(MaestroHome home, Set<UUID> liveSessions) {
        return new Reading(home, liveSessions).all();
    }

    /**
     * Fetches the remotes' hidden refs, those of each project into the first home that has it, so
     * that {@link #read} finds them; needs the network.
     */
    public static void fetchRemote(List<MaestroHome> homes) {
        Map<UUID, MaestroHome> first = new LinkedHashMap<>();
        homes.forEach(home -> projects(home).forEach(project -> first.putIfAbsent(project, home)));
        first.forEach((project, home) -> {
            Git.at(home.mirror(project))
                    .run(
                            "fetch",
                            "--quiet",
                            "--no-tags",
                            "--no-write-fetch-head",
                            "--prune",
                            "origin",
                            "+" + HiddenRefs.WIP + "*:" + HiddenRefs.REMOTE + "*");
        });
    }

    /**
     * Looks anew where the remotes' epics and base branches are, so that {@link #read} knows what
     * is merged by now. A remote that cannot be asked is left as it was last seen.
     *
     * @return a sentence for each that was not asked
     */
    public static List<String> refresh(List<MaestroHome> homes) {
        return homes.stream()
                .flatMap(home ->
                        projects(home).stream()
                                .flatMap(project -> refresh(home.mirror(project)).stream()))
                .toList();
    }

    /** Of one mirror. */
    public static Optional<String> refresh(Path mirror) {
        GitResult asked =
                Git.at(mirror)
                        .tryRun(
                                "fetch",
                                "--quiet",
                                "--no-tags",
                                "--no-write-fetch-head",
                                "origin",
                                "+HEAD:refs/remotes/origin/maestro/base",
                                "+refs/heads/epic/*:refs/remotes/origin/epic/*");
        return asked.ok()
                ? Optional.empty()
                : Optional.of(
                        "the remote of %s was not asked: %s"
                                .formatted(mirror.getFileName(), asked.err().strip()));
    }

    private static List<UUID> projects(MaestroHome home) {
        return directories(home.mirrors()).stream()
                .filter(path -> Files.exists(path.resolve("HEAD")))
                .map(path -> path.getFileName().toString())
                .filter(name -> name.matches("[0-9a-f-]{36}\\.git"))
                .map(name -> UUID.fromString(name.substring(0, 36)))
                .toList();
    }

    private static final class Reading {

        private final MaestroHome home;
        private final Set<UUID> liveSessions;
        private final RunRecords runs;
        private final List<KeptWorktree> worktrees = new ArrayList<>();
        private final List<KeptSnapshot> snapshots = new ArrayList<>();

        Reading(MaestroHome home, Set<UUID> liveSessions) {
            this.home = home;
            this.liveSessions = liveSessions;
            this.runs = RunRecords.of(home);
        }

        MachineState all() {
            for (UUID project : projects(home)) {
                Git git = Git.at(home.mirror(project));
                Merged merged = new Merged(git);
                Set<String> taken = new HashSet<>();
                for (Path directory : directories(home.worktrees(project))) {
                    KeptWorktree found = found(project, directory, merged);
                    found.branch().ifPresent(branch -> taken.add(HEADS + branch));
                    worktrees.add(found);
                }
                snapshots(project, git, merged, taken);
            }
            return new MachineState(List.copyOf(worktrees), List.copyOf(snapshots));
        }

        /** What an agent made of one worktree hides none of the others. */
        private KeptWorktree found(UUID project, Path directory, Merged merged) {
            try {
                Optional<WorktreeStatus> status =
                        Worktree.find(home.mirror(project), directory).map(Worktree::status);
                return worktree(project, directory, merged, status);
            } catch (GitFailed | UncheckedIOException unreadable) {
                return worktree(project, directory, merged, Optional.empty());
            }
        }

        private KeptWorktree worktree(
                UUID project, Path directory, Merged merged, Optional<WorktreeStatus> status) {
            String name = directory.getFileName().toString();
            Optional<RunFacts> facts = runs.ofWorktree(name);
            boolean live =
                    facts.filter(one -> runs.isOpen(one) && liveSessions.contains(one.session()))
                            .isPresent();
            boolean dirty = status.map(WorktreeStatus::dirty).orElse(true);
            return new KeptWorktree(
                    home.place() + name,
                    directory,
                    project,
                    facts.flatMap(RunFacts::task),
                    facts.flatMap(RunFacts::taskNumber),
                    facts.map(RunFacts::run),
                    status.flatMap(WorktreeStatus::branch).map(branch -> branch.value()),
                    live,
                    dirty,
                    status.map(one -> ahead(project, one.head(), facts.flatMap(RunFacts::start)))
                            .orElse(0),
                    !dirty
                            && (facts.filter(one -> !one.writes()).isPresent()
                                    || status.filter(one -> merged.holds(one.head())).isPresent()),
                    Room.size(directory),
                    since(directory),
                    COMMAND + home.place() + name);
        }

        private int ahead(UUID project, CommitId head, Optional<String> start) {
            List<String> command =
                    new ArrayList<>(
                            List.of(
                                    "rev-list",
                                    "--count",
                                    head.hex(),
                                    "--not",
                                    "--remotes=origin"));
            start.ifPresent(command::add);
            return Integer.parseInt(
                    Git.at(home.mirror(project)).run(command.toArray(String[]::new)).line());
        }

        private static Instant since(Path directory) {
            try {
                Path link = directory.resolve(".git");
                return Files.getLastModifiedTime(Files.exists(link) ? link : directory).toInstant();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot look at " + directory, e);
            }
        }

        private void snapshots(UUID project, Git mirror, Merged merged, Set<String> taken) {
            Set<String> here = new HashSet<>();
            for (String line :
                    mirror
                            .run(
                                    "for-each-ref",
                                    "--format=%(refname) %(objectname) %(committerdate:unix)"
                                            + " %(subject)",
                                    HiddenRefs.WIP,
                                    HiddenRefs.LEFTOVER,
                                    HEADS,
                                    HiddenRefs.REMOTE)
                            .lines()
                            .stream()
                            .sorted(Comparator.comparing(one -> one.startsWith(HiddenRefs.REMOTE)))
                            .toList()) {
                String[] words = line.split(" ", 4);
                boolean copy = !here.add(words[1]) && words[0].startsWith(HiddenRefs.REMOTE);
                if (!copy && !taken.contains(words[0])) {
                    snapshots.add(snapshot(project, words, merged));
                }
            }
        }

        private KeptSnapshot snapshot(UUID project, String[] words, Merged merged) {
            String name = home.place() + HiddenRefs.shortName(words[0]);
            Optional<UUID> task = HiddenRefs.task(words[0]).or(() -> runs.taskOfBranch(words[0]));
            return new KeptSnapshot(
                    name,
                    words[0],
                    project,
                    task,
                    task.flatMap(runs::numberOf),
                    words[1],
                    words[3],
                    Instant.ofEpochSecond(Long.parseLong(words[2])),
                    merged.holds(CommitId.parse(words[1])),
                    COMMAND + name);
        }
    }

    static List<Path> directories(Path parent) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(parent)) {
            return all.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + parent, e);
        }
    }
}
