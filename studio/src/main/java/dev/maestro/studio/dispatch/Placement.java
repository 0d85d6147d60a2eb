package dev.maestro.studio.dispatch;

import dev.maestro.protocol.work.Purpose;
import dev.maestro.studio.dispatch.WhyNot.Code;
import dev.maestro.studio.fleet.Session;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.run.Run;
import dev.maestro.studio.skill.SkillList;
import dev.maestro.studio.task.Task;
import dev.maestro.studio.task.TaskId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides where a run goes, one after the other, each decision knowing those before it. Pure; used
 * by one thread.
 */
final class Placement {

    /** What became of one run. */
    sealed interface Choice {
        record Placed(Session session, List<String> why) implements Choice {}

        record Waits(WhyNot why) implements Choice {}
    }

    private final List<Session> available;
    private final Map<SessionId, Integer> held = new HashMap<>();
    private final Map<TaskId, List<String>> busyPaths = new HashMap<>();

    /**
     * @param available sessions that take new runs now
     * @param live all runs of the project that have not ended
     */
    Placement(List<Session> available, List<Run> live, Map<TaskId, Task> tasks) {
        this.available = available;
        for (Run run : live) {
            run.sessionId().ifPresent(session -> held.merge(session, 1, Integer::sum));
            if (run.state().held() && run.purpose() == Purpose.DEVELOP) {
                run.taskId()
                        .map(tasks::get)
                        .ifPresent(task -> busyPaths.put(task.id(), task.paths()));
            }
        }
    }

    boolean hasFreeSeat() {
        return available.stream().anyMatch(session -> free(session) > 0);
    }

    /** Takes a seat when it places. */
    Choice place(Run run, Optional<Task> task) {
        Choice choice = decide(run, task);
        if (choice instanceof Choice.Placed(Session session, List<String> _)) {
            held.merge(session.id(), 1, Integer::sum);
            if (run.purpose() == Purpose.DEVELOP) {
                task.ifPresent(placed -> busyPaths.put(placed.id(), placed.paths()));
            }
        }
        return choice;
    }

    private Choice decide(Run run, Optional<Task> task) {
        Purpose purpose = run.purpose();
        List<Session> able = available.stream().filter(each -> each.accepts(purpose)).toList();
        if (able.isEmpty()) {
            return waits(
                    Code.NO_SESSION_ONLINE,
                    "no session is online that accepts " + purpose.wireName());
        }
        SkillList asked =
                purpose == Purpose.DEVELOP
                        ? task.map(Task::skills).orElse(SkillList.NONE)
                        : SkillList.NONE;
        List<Session> skilled =
                able.stream().filter(each -> asked.missingIn(each.skills()).isEmpty()).toList();
        if (skilled.isEmpty()) {
            return waits(
                    Code.NO_SKILL_MATCH,
                    "no session online has the skills: "
                            + String.join(
                                    ", ",
                                    asked.levels().stream()
                                            .map(level -> level.skill() + " " + level.level())
                                            .toList()));
        }
        if (purpose == Purpose.DEVELOP && task.isPresent()) {
            List<TaskId> overlapping = overlapping(task.get());
            if (!overlapping.isEmpty()) {
                return new Choice.Waits(
                        new WhyNot(
                                Code.PATH_OVERLAP,
                                "a task that runs now may touch the same files",
                                overlapping,
                                Optional.empty()));
            }
        }
        List<String> why = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        List<Session> wanted = without(skilled, run.avoidSession());
        if (wanted.size() < skilled.size()) {
            why.add("not where it failed before");
            leftOut.addAll(free(skilled, wanted, "it failed there before"));
        }
        if (purpose == Purpose.REVIEW) {
            List<Session> others = without(wanted, task.flatMap(Task::authorSession));
            if (others.size() < wanted.size()) {
                why.add("not the author");
                leftOut.addAll(free(wanted, others, "it is the author"));
            }
            wanted = others;
        }
        List<Session> seated = wanted.stream().filter(each -> free(each) > 0).toList();
        if (seated.isEmpty()) {
            return waits(
                    Code.AT_CAPACITY,
                    "all seats that suit it are taken" + String.join("", leftOut));
        }
        Optional<Session> before =
                purpose == Purpose.DEVELOP
                        ? seated.stream()
                                .filter(each -> run.lastSession().equals(Optional.of(each.id())))
                                .findFirst()
                        : Optional.empty();
        if (before.isPresent()) {
            why.add("worked on it before");
            return new Choice.Placed(before.get(), why);
        }
        Session best =
                seated.stream()
                        .min(
                                Comparator.<Session>comparingInt(
                                                each -> asked.surplusIn(each.skills()))
                                        .thenComparingInt(each -> held.getOrDefault(each.id(), 0))
                                        .thenComparing(Session::name)
                                        .thenComparing(each -> each.id().toString()))
                        .orElseThrow();
        if (!asked.levels().isEmpty()) {
            why.add("has the skills, enough and not too much");
        }
        why.add("holds the fewest runs of %d that suit".formatted(seated.size()));
        return new Choice.Placed(best, why);
    }

    /** Leaves one out where there are others. */
    private static List<Session> without(List<Session> sessions, Optional<SessionId> one) {
        List<Session> others =
                sessions.stream().filter(each -> !one.equals(Optional.of(each.id()))).toList();
        return others.isEmpty() ? sessions : others;
    }

    /** Why those that were left out are not given it, though they have a seat. */
    private List<String> free(List<Session> all, List<Session> kept, String but) {
        return all.stream()
                .filter(each -> !kept.contains(each) && free(each) > 0)
                .map(each -> "; %s has a free seat, but %s".formatted(each.name(), but))
                .toList();
    }

    private List<TaskId> overlapping(Task task) {
        return busyPaths.entrySet().stream()
                .filter(busy -> !busy.getKey().equals(task.id()))
                .filter(busy -> PathOverlap.between(busy.getValue(), task.paths()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private int free(Session session) {
        return session.capacity() - held.getOrDefault(session.id(), 0);
    }

    private static Choice waits(Code code, String sentence) {
        return new Choice.Waits(WhyNot.of(code, sentence));
    }
}
