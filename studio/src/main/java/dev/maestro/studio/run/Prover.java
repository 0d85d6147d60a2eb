package dev.maestro.studio.run;

import dev.maestro.git.CommitId;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.studio.plan.Plan;
import dev.maestro.studio.plan.Plans;
import dev.maestro.studio.project.Clones;
import dev.maestro.studio.project.Project;
import dev.maestro.studio.project.Projects;
import dev.maestro.studio.task.Task;
import dev.maestro.studio.task.Tasks;
import java.util.Optional;

/** Asks for the proof that the purpose of a run needs. Any thread may use it. */
final class Prover {

    private final Projects projects;
    private final Plans plans;
    private final Tasks tasks;
    private final Clones clones;
    private final Runs runs;

    Prover(Projects projects, Plans plans, Tasks tasks, Clones clones, Runs runs) {
        this.projects = projects;
        this.plans = plans;
        this.tasks = tasks;
        this.clones = clones;
        this.runs = runs;
    }

    /**
     * May ask the remote.
     *
     * @return the proved commit, where the purpose makes one
     * @throws Refused {@code proof_missing} with {@code missing}
     */
    Optional<String> prove(Run run, RunMethod.Complete complete) {
        return switch (run.purpose()) {
            case DEVELOP, TEST -> {
                Task task = tasks.task(run.taskId().orElseThrow());
                Plan plan = plans.plan(run.planId());
                Project project = projects.project(run.projectId());
                yield Optional.of(
                        Proofs.develop(
                                complete,
                                task,
                                project,
                                clones.of(project),
                                plan.epicRef(),
                                CommitId.parse(runs.epicHead(plan))));
            }
            case REVIEW -> {
                Proofs.review(complete, run);
                yield Optional.empty();
            }
            case CHECK, RELEASE -> {
                Proofs.gate(complete);
                yield Optional.empty();
            }
            case PLAN, ANALYZE, MERGE, CLEANUP -> Optional.empty();
        };
    }
}
