package dev.maestro.studio.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.studio.merge.ReleaseNotes.Entry;
import dev.maestro.studio.plan.PlanId;
import dev.maestro.studio.task.TaskId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReleaseNotesTest {

    private static final PlanId PLAN = new PlanId(new UUID(0, 1));

    @Test
    void tellTheGoalTheTasksByPhaseAndTheCounts() {
        ReleaseNotes notes =
                new ReleaseNotes(
                        PLAN,
                        "Search",
                        "People find what they wrote.\n",
                        List.of(
                                entry(1, "Ground", 1, "Index", Optional.of("a".repeat(40)), 1),
                                entry(1, "Ground", 2, "Old way", Optional.empty(), 0),
                                entry(2, "Page", 3, "Box", Optional.of("b".repeat(40)), 1)));

        assertThat(notes.text())
                .isEqualTo(
                        """
                        Release: Search

                        People find what they wrote.

                        Ground
                          1. Index (aaaaaaaaaa)
                          2. Old way (cancelled)

                        Page
                          3. Box (bbbbbbbbbb)

                        2 tasks done, 1 cancelled, reworked after 2 rejections.

                        Maestro-Plan: 00000000-0000-0000-0000-000000000001
                        """);
    }

    @Test
    void ofAPlanWithoutAGoalBeginWithTheTasks() {
        ReleaseNotes notes =
                new ReleaseNotes(
                        PLAN,
                        "Small",
                        "",
                        List.of(entry(1, "All", 1, "One", Optional.of("c".repeat(40)), 0)));

        assertThat(notes.text())
                .startsWith("Release: Small\n\nAll\n  1. One (cccccccccc)\n\n1 task done.\n\n");
    }

    @Test
    void aMergeCommitNamesItsTaskRunAndVerdictInTrailers() {
        MergeMessage message =
                new MergeMessage(
                        PLAN,
                        new TaskId(new UUID(0, 2)),
                        7,
                        "Fix it",
                        Optional.of(new UUID(0, 3)),
                        Optional.of(new UUID(0, 4)));

        assertThat(message.text())
                .isEqualTo(
                        """
                        Merge task 7: Fix it

                        Maestro-Plan: 00000000-0000-0000-0000-000000000001
                        Maestro-Task: 00000000-0000-0000-0000-000000000002
                        Maestro-Run: 00000000-0000-0000-0000-000000000003
                        Maestro-Verdict: 00000000-0000-0000-0000-000000000004
                        """);
    }

    private static Entry entry(
            int phase,
            String title,
            int number,
            String task,
            Optional<String> commit,
            int rejections) {
        return new Entry(phase, title, number, task, commit, rejections);
    }
}
