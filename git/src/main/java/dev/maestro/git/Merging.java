package dev.maestro.git;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;

/**
 * Merges two commits in the object store alone: merge-base, merge-tree, commit-tree; three short
 * processes.
 */
final class Merging {

    private final Git git;
    private final Person committer;

    Merging(Git git, Person committer) {
        this.git = git;
        this.committer = committer;
    }

    MergeResult merge(
            CommitId ours, CommitId theirs, String message, Instant when, boolean noFastForward) {
        GitResult base = git.tryRun("merge-base", ours.hex(), theirs.hex());
        if (base.exit() == 1) {
            return new MergeResult.Conflict(
                    List.of(),
                    "%s and %s have no commit in common"
                            .formatted(ours.abbreviated(), theirs.abbreviated()));
        }
        if (!base.ok()) {
            throw git.failure(List.of("merge-base", ours.hex(), theirs.hex()), base);
        }
        if (base.line().equals(theirs.hex())) {
            return new MergeResult.AlreadyMerged(ours);
        }
        if (base.line().equals(ours.hex())) {
            // Nothing happened on our side since: the result is their tree, without asking for it
            // to be merged.
            String tree = git.run("rev-parse", "--verify", theirs.hex() + "^{tree}").line();
            return new MergeResult.Merged(
                    noFastForward ? commit(tree, ours, theirs, message, when) : theirs, tree);
        }
        return mergeTrees(ours, theirs, message, when);
    }

    private MergeResult mergeTrees(CommitId ours, CommitId theirs, String message, Instant when) {
        List<String> command =
                List.of(
                        "merge-tree",
                        "--write-tree",
                        "-z",
                        "--name-only",
                        ours.hex(),
                        theirs.hex());
        GitResult merged = git.tryRun(command);
        return switch (merged.exit()) {
            case 0 -> {
                String tree = merged.fields().getFirst();
                yield new MergeResult.Merged(commit(tree, ours, theirs, message, when), tree);
            }
            case 1 -> conflict(merged.fields());
            default -> throw git.failure(command, merged);
        };
    }

    private CommitId commit(
            String tree, CommitId ours, CommitId theirs, String message, Instant when) {
        byte[] text = (message.strip() + "\n").getBytes(StandardCharsets.UTF_8);
        Git at = git.with(committer.asAuthorAt(when));
        return new CommitId(
                at.runWith(
                                text,
                                "commit-tree",
                                tree,
                                "-p",
                                ours.hex(),
                                "-p",
                                theirs.hex(),
                                "-F",
                                "-")
                        .line());
    }

    /**
     * The answer is the tree, the paths in conflict, an empty field, then for each message: the
     * number of its paths, the paths, a stable kind, the sentence (git-merge-tree, "OUTPUT").
     */
    private static MergeResult conflict(List<String> fields) {
        int end = fields.indexOf("");
        TreeSet<String> paths = new TreeSet<>(fields.subList(1, end < 0 ? fields.size() : end));
        StringBuilder detail = new StringBuilder();
        int at = end < 0 ? fields.size() : end + 1;
        while (at < fields.size()) {
            int sentence = at + Integer.parseInt(fields.get(at)) + 2;
            if (fields.get(sentence - 1).startsWith("CONFLICT")) {
                detail.append(fields.get(sentence).strip()).append('\n');
            }
            at = sentence + 1;
        }
        return new MergeResult.Conflict(List.copyOf(paths), detail.toString().strip());
    }
}
