package dev.maestro.client.doctor;

import dev.maestro.git.Git;
import dev.maestro.git.GitFailed;
import dev.maestro.git.GitResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Git, and the repository one stands in. */
final class GitExamination implements Examination {

    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)");

    /** The first one that merges without a checkout. */
    private static final int MAJOR = 2;

    private static final int MINOR = 38;

    private final Path directory;

    GitExamination(Path directory) {
        this.directory = directory;
    }

    @Override
    public String subject() {
        return "git";
    }

    @Override
    public List<Finding> examine() {
        List<Finding> found = new ArrayList<>();
        Git git = Git.at(directory);
        try {
            found.add(version(git.run("version").line()));
        } catch (GitFailed | IllegalStateException missing) {
            return List.of(
                    Finding.bad(
                            subject(),
                            "it was not found",
                            "install git 2.38 or newer and put it on the PATH"));
        }
        GitResult remote = git.tryRun("remote", "get-url", "origin");
        if (git.tryRun("rev-parse", "--git-dir").ok()) {
            found.add(
                    remote.ok()
                            ? Finding.good("repository", directory + " has a remote origin")
                            : Finding.note(
                                    "repository",
                                    directory + " has no remote origin",
                                    "git remote add origin URL: work is given and taken over it"));
        }
        return found;
    }

    private Finding version(String line) {
        Matcher numbers = VERSION.matcher(line);
        if (!numbers.find()) {
            return Finding.note(subject(), line, "expected 2.38 or newer");
        }
        int major = Integer.parseInt(numbers.group(1));
        int minor = Integer.parseInt(numbers.group(2));
        boolean newEnough = major > MAJOR || major == MAJOR && minor >= MINOR;
        return newEnough
                ? Finding.good(subject(), line)
                : Finding.bad(subject(), line + " is too old", "install git 2.38 or newer");
    }
}
