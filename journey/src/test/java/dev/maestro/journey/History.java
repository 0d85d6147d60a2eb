package dev.maestro.journey;

import dev.maestro.demo.Repository;
import dev.maestro.git.Git;
import java.util.List;

/** What the remote's base branch tells about the merges of a released plan. */
final class History {

    private History() {}

    /** The tasks whose merge commits lie on the way of the epic, one entry a commit. */
    static List<String> mergedTasks(Repository repository) {
        return Git.at(repository.remote())
                .run(
                        "log",
                        "--first-parent",
                        "--merges",
                        "--format=%(trailers:key=Maestro-Task,valueonly,separator=%x2C)",
                        repository.head() + "^2",
                        "^" + repository.head() + "^1")
                .lines();
    }

    /** A file at the head of the base branch. */
    static String file(Repository repository, String path) {
        return Git.at(repository.remote()).run("show", repository.head() + ":" + path).out();
    }

    static List<String> refs(Repository repository, String prefix) {
        return Git.at(repository.remote())
                .run("for-each-ref", "--format=%(refname) %(objectname)", prefix)
                .lines();
    }
}
