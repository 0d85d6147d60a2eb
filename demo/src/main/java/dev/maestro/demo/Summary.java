package dev.maestro.demo;

import java.util.Locale;

/** What a demo has done, as its last line of JSON says it. */
public record Summary(
        int tasksDone,
        int rejections,
        int conflicts,
        int pauses,
        int merges,
        String releaseCommit,
        boolean checkPassed,
        double seconds,
        String address,
        boolean ok) {

    /** For people. */
    public String text() {
        return String.format(
                Locale.ROOT,
                """

                %s
                  tasks done      %d
                  rejections      %d
                  conflicts       %d
                  pauses          %d
                  merges          %d
                  release commit  %s
                  check on base   %s
                  seconds         %.1f\
                """,
                ok ? "Released." : "NOT released.",
                tasksDone,
                rejections,
                conflicts,
                pauses,
                merges,
                releaseCommit.isEmpty() ? "none" : releaseCommit,
                checkPassed ? "passes" : "FAILS",
                seconds);
    }
}
