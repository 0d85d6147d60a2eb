package dev.maestro.studio.dispatch;

import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.StudioMethod.CheckPacket;
import dev.maestro.protocol.work.StudioMethod.ConflictPacket;
import dev.maestro.protocol.work.StudioMethod.Dispatch;
import dev.maestro.protocol.work.StudioMethod.TaskPacket;
import dev.maestro.studio.plan.Plan;
import dev.maestro.studio.plan.Plans;
import dev.maestro.studio.project.Project;
import dev.maestro.studio.project.Projects;
import dev.maestro.studio.run.Leases;
import dev.maestro.studio.run.Run;
import dev.maestro.studio.run.RunState;
import dev.maestro.studio.run.Runs;
import dev.maestro.studio.task.Task;
import dev.maestro.studio.task.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts together everything a session needs for one run. */
final class Packets {

    private final Projects projects;
    private final Plans plans;
    private final Tasks tasks;
    private final Runs runs;

    Packets(Projects projects, Plans plans, Tasks tasks, Runs runs) {
        this.projects = projects;
        this.plans = plans;
        this.tasks = tasks;
        this.runs = runs;
    }

    Dispatch of(Run run) {
        Project project = projects.project(run.projectId());
        Plan plan = plans.plan(run.planId());
        Optional<Task> task = run.taskId().map(tasks::task);
        boolean develop = run.purpose() == Purpose.DEVELOP;
        List<Run> before = run.taskId().map(runs::ofTask).orElse(List.of());
        boolean first =
                run.attempt() == 1
                        && before.stream()
                                .noneMatch(other ->
                                        other.purpose() == Purpose.DEVELOP
                                                && !other.id().equals(run.id()));
        return new Dispatch(
                run.id().value(),
                run.fence(),
                run.attempt(),
                run.purpose(),
                Leases.TIME_TO_ACCEPT.toSeconds(),
                project.id().value(),
                project.remoteKey().value(),
                plan.id().value(),
                plan.title(),
                task.map(each -> packet(each, before, develop)),
                plan.epicBranch().orElseThrow(),
                run.commitId().filter(_ -> !develop).orElseGet(() -> runs.epicHead(plan)),
                run.fetchRef().filter(_ -> !develop).orElseGet(plan::epicRef),
                task.map(Task::branch),
                develop && !first ? task.map(Task::snapshotRef) : Optional.empty(),
                develop ? task.flatMap(Packets::conflict) : Optional.empty(),
                task.filter(each -> develop && !each.findings().isEmpty())
                        .flatMap(Task::headCommit),
                findings(task, before),
                runs.directives().standing(run),
                project.checkCommand()
                        .map(command ->
                                new CheckPacket(command, project.checkTimeout().toSeconds())));
    }

    private static TaskPacket packet(Task task, List<Run> before, boolean develop) {
        long submitted =
                before.stream()
                        .filter(run -> run.purpose() == Purpose.DEVELOP)
                        .filter(run -> run.state() == RunState.SUCCEEDED)
                        .count();
        return new TaskPacket(
                task.id().value(),
                task.number(),
                task.title(),
                task.description(),
                task.criteria(),
                task.skills().levels(),
                task.paths(),
                Math.toIntExact(develop ? submitted + 1 : Math.max(1, submitted)),
                task.estimateMinutes());
    }

    private static Optional<ConflictPacket> conflict(Task task) {
        return task.conflictCommit()
                .map(commit -> new ConflictPacket(commit, task.conflictPaths()));
    }

    /** What reviewers found, and what the last failed attempt printed. */
    private static List<String> findings(Optional<Task> task, List<Run> before) {
        List<String> findings = new ArrayList<>(task.map(Task::findings).orElse(List.of()));
        before.stream()
                .filter(run -> run.purpose() == Purpose.DEVELOP && run.state().terminal())
                .reduce((_, last) -> last)
                .filter(run -> run.state() == RunState.FAILED)
                .flatMap(run ->
                        run.failureLog()
                                .map(log ->
                                        "The last attempt failed: %s%n%s"
                                                .formatted(
                                                        run.failure().orElseThrow().sentence(),
                                                        log)))
                .ifPresent(findings::add);
        return findings;
    }
}
