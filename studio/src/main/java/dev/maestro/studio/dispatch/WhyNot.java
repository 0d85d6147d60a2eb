package dev.maestro.studio.dispatch;

import dev.maestro.studio.task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Why a task does not run now.
 *
 * @param sentence for people
 * @param tasks what it is blocked by, or overlaps with
 * @param until when this reason ends by itself
 */
public record WhyNot(Code code, String sentence, List<TaskId> tasks, Optional<Instant> until) {

    /** Written in lower case on the wire. */
    public enum Code {
        BLOCKED_BY,
        PLAN_PAUSED,
        HELD,
        WAITS_UNTIL,
        NO_SESSION_ONLINE,
        NO_SKILL_MATCH,
        AT_CAPACITY,
        PATH_OVERLAP,
        /** A session will be asked at the next moment. */
        ABOUT_TO_START
    }

    public WhyNot {
        tasks = List.copyOf(tasks);
    }

    static WhyNot of(Code code, String sentence) {
        return new WhyNot(code, sentence, List.of(), Optional.empty());
    }
}
