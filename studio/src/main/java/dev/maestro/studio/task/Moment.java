package dev.maestro.studio.task;

import dev.maestro.studio.task.TaskPage.CommentView;
import dev.maestro.studio.task.TaskPage.MergeLine;
import dev.maestro.studio.task.TaskPage.RunLine;
import dev.maestro.studio.task.TaskPage.VerdictView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One thing in a task's history; the page shows them in one line of time. */
public sealed interface Moment {

    Instant at();

    /** A run that began, and how it ended. */
    record Attempt(RunLine run) implements Moment {
        @Override
        public Instant at() {
            return run.queuedAt();
        }
    }

    record Judged(VerdictView verdict) implements Moment {
        @Override
        public Instant at() {
            return verdict.createdAt();
        }
    }

    record Said(CommentView comment) implements Moment {
        @Override
        public Instant at() {
            return comment.createdAt();
        }
    }

    record Merge(MergeLine merge) implements Moment {
        @Override
        public Instant at() {
            return merge.changedAt();
        }
    }

    /** The history, the newest first. */
    static List<Moment> of(TaskPage task) {
        List<Moment> moments = new ArrayList<>();
        task.runs().forEach(run -> moments.add(new Attempt(run)));
        task.verdicts().forEach(verdict -> moments.add(new Judged(verdict)));
        task.comments().forEach(comment -> moments.add(new Said(comment)));
        task.merges().forEach(merge -> moments.add(new Merge(merge)));
        moments.sort(Comparator.comparing(Moment::at).reversed());
        return moments;
    }
}
