package dev.maestro.client.state;

import dev.maestro.client.platform.MaestroHome;
import dev.maestro.git.BranchName;
import dev.maestro.git.Git;
import dev.maestro.git.GitResult;
import dev.maestro.git.Worktree;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a task has against its epic: what is in its worktree, committed or not, or on its branch, or
 * in its snapshot. Changes nothing that anybody sees.
 */
public final class TaskDiff {

    private final Git mirror;
    private final BranchName branch;
    private final BranchName epic;
    private final String base;
    private final String tip;

    private TaskDiff(Git mirror, BranchName branch, BranchName epic, String base, String tip) {
        this.mirror = mirror;
        this.branch = branch;
        this.epic = epic;
        this.base = base;
        this.tip = tip;
    }

    /**
     * One file.
     *
     * @param added lines; 0 for what is not text
     */
    public record ChangedFile(String path, int added, int removed, boolean text) {}

    /**
     * @param facts the newest run of the task
     * @throws Refused {@code not_found} when there is neither worktree, branch nor snapshot
     */
    public static TaskDiff of(MaestroHome home, RunFacts facts) {
        Git mirror = Git.at(home.mirror(facts.project()));
        BranchName branch = new BranchName(facts.branch().orElseThrow(() -> nothing(facts)));
        BranchName epic = new BranchName(facts.epic().orElseThrow(() -> nothing(facts)));
        Path worktree = home.worktrees(facts.project()).resolve(facts.worktree());
        String tip;
        String commit;
        Optional<Worktree> live = Worktree.find(home.mirror(facts.project()), worktree);
        if (live.isPresent()) {
            commit = live.get().head().hex();
            tip = live.get().tree();
        } else {
            commit =
                    pushed(mirror, branch)
                            .or(() -> snapshot(mirror, facts))
                            .orElseThrow(() -> nothing(facts));
            tip = commit;
        }
        return new TaskDiff(mirror, branch, epic, base(mirror, facts, epic, commit), tip);
    }

    /** Where the work left the epic, which may have been released and removed meanwhile. */
    private static String base(Git mirror, RunFacts facts, BranchName epic, String commit) {
        String remembered = "refs/remotes/origin/" + epic;
        if (!mirror.tryRun("rev-parse", "--verify", "--quiet", remembered).ok()) {
            mirror.tryRun(
                    "fetch",
                    "--quiet",
                    "--no-tags",
                    "--no-write-fetch-head",
                    "origin",
                    "+" + epic.ref() + ":" + remembered);
        }
        GitResult base = mirror.tryRun("merge-base", remembered, commit);
        if (!base.ok()) {
            throw new Refused(
                    RefusalCode.NOT_FOUND,
                    "the epic %s of task %s is not here and not on the remote: it was released or given up"
                            .formatted(epic, facts.taskNumber().map(String::valueOf).orElse("?")));
        }
        return base.line();
    }

    private static Optional<String> pushed(Git mirror, BranchName branch) {
        String answer = mirror.tryRun("ls-remote", "origin", branch.ref()).line();
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        mirror.run(
                "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "origin", branch.ref());
        return Optional.of(answer.substring(0, answer.indexOf('\t')));
    }

    private static Optional<String> snapshot(Git mirror, RunFacts facts) {
        return facts.task()
                .map(task ->
                        mirror.tryRun("rev-parse", "--verify", "--quiet", HiddenRefs.wip(task)))
                .filter(GitResult::ok)
                .map(GitResult::line);
    }

    private static Refused nothing(RunFacts facts) {
        return new Refused(
                RefusalCode.NOT_FOUND,
                "nothing is here of the work on task %s: it was merged or given up"
                        .formatted(
                                facts.taskNumber()
                                        .map(String::valueOf)
                                        .orElse(facts.run().toString())));
    }

    public BranchName branch() {
        return branch;
    }

    public BranchName epic() {
        return epic;
    }

    /** The commit at which the work left the epic. */
    public String base() {
        return base;
    }

    public List<ChangedFile> files() {
        List<ChangedFile> files = new ArrayList<>();
        for (String line : diff("--numstat").lines().toList()) {
            String[] columns = line.split("\t", 3);
            boolean text = !columns[0].equals("-");
            files.add(
                    new ChangedFile(
                            columns[2],
                            text ? Integer.parseInt(columns[0]) : 0,
                            text ? Integer.parseInt(columns[1]) : 0,
                            text));
        }
        return files;
    }

    /** A table of the files. */
    public String stat() {
        return diff("--stat");
    }

    public String text() {
        return diff("--patch");
    }

    private String diff(String form) {
        return mirror.run(
                        "diff",
                        "--no-ext-diff",
                        "--no-textconv",
                        "--no-color",
                        "--no-renames",
                        form,
                        base,
                        tip)
                .out();
    }
}
