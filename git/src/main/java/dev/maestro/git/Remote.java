package dev.maestro.git;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The remote {@code origin} of a clone: asked, fetched from and pushed to. Never cached. */
final class Remote {

    private static final String ORIGIN = "origin";

    private final Git git;

    Remote(Git git) {
        this.git = git.within(Git.LONG);
    }

    Optional<CommitId> head(String ref) {
        return Optional.ofNullable(ask(Refs.fullOrHead(ref)).get(ref));
    }

    Map<String, CommitId> refs(String prefix) {
        Map<String, CommitId> refs = ask(Refs.prefix(prefix) + "*");
        refs.keySet().removeIf(ref -> !ref.startsWith(prefix));
        return refs;
    }

    Optional<BranchName> defaultBranch() {
        String prefix = "ref: refs/heads/";
        return git.run("ls-remote", "--symref", ORIGIN, "HEAD").lines().stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> new BranchName(line.substring(prefix.length(), line.indexOf('\t'))))
                .findFirst();
    }

    void fetch(String... refspecs) {
        List<String> command =
                new ArrayList<>(
                        List.of("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", ORIGIN));
        for (String refspec : refspecs) {
            command.add(Refs.refspec(refspec));
        }
        git.run(command);
    }

    /**
     * Fetches one branch or ref; a branch is remembered as {@code refs/remotes/origin/…}, so that
     * it stays reachable.
     */
    void fetchRef(String ref) {
        String heads = "refs/heads/";
        fetch(
                Refs.full(ref).startsWith(heads)
                        ? "+%s:refs/remotes/origin/%s".formatted(ref, ref.substring(heads.length()))
                        : ref);
    }

    PushResult push(List<RefUpdate> updates) {
        List<String> command = new ArrayList<>(List.of("push", "--quiet", "--no-verify"));
        if (updates.size() > 1) {
            command.add("--atomic");
        }
        updates.forEach(update -> command.add(update.lease()));
        command.add(ORIGIN);
        updates.forEach(update -> command.add(update.refspec()));
        GitResult result = git.tryRun(command);
        return result.ok() ? new PushResult.Pushed() : judge(updates, git.failure(command, result));
    }

    /**
     * Why a push was refused is not read from messages, which differ between servers: we look where
     * the refs are. All as wished: somebody, or an earlier attempt of ours, did it. One moved: say
     * so. Neither: a real failure.
     */
    private PushResult judge(List<RefUpdate> updates, GitFailed failure) {
        List<String> command = new ArrayList<>(List.of("ls-remote", ORIGIN));
        updates.forEach(update -> command.add(update.ref()));
        Map<String, CommitId> now = parse(git.run(command));
        boolean done = true;
        for (RefUpdate update : updates) {
            Optional<CommitId> actual = Optional.ofNullable(now.get(update.ref()));
            if (!actual.equals(update.to())) {
                done = false;
                if (!actual.equals(update.expected())) {
                    return new PushResult.Moved(actual);
                }
            }
        }
        if (done) {
            return new PushResult.Pushed();
        }
        throw failure;
    }

    private Map<String, CommitId> ask(String pattern) {
        return parse(git.run("ls-remote", ORIGIN, pattern));
    }

    private static Map<String, CommitId> parse(GitResult answer) {
        Map<String, CommitId> refs = new LinkedHashMap<>();
        for (String line : answer.lines()) {
            int tab = line.indexOf('\t');
            if (tab == 40 && !line.endsWith("^{}")) {
                refs.put(line.substring(tab + 1), new CommitId(line.substring(0, tab)));
            }
        }
        return refs;
    }
}
