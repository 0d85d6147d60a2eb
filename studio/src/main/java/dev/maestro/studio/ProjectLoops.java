package dev.maestro.studio;

import dev.maestro.studio.platform.Reconciler;
import dev.maestro.studio.project.ProjectId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One loop a project that has work, so that a project whose remote hangs or whose sweep fails keeps
 * no other waiting. A loop comes when its project has work and goes when it has none. Any thread
 * may wake it.
 */
final class ProjectLoops implements AutoCloseable {

    private static final Duration POLL = Duration.ofSeconds(1);

    private final String name;
    private final Supplier<? extends Collection<ProjectId>> busy;
    private final Consumer<ProjectId> sweep;
    private final Map<ProjectId, Reconciler> loops = new ConcurrentHashMap<>();
    private final Reconciler look;

    /**
     * @param busy the projects with work, from the database; asked often
     * @param sweep does what is due in one of them
     */
    private ProjectLoops(
            String name,
            Supplier<? extends Collection<ProjectId>> busy,
            Consumer<ProjectId> sweep) {
        this.name = name;
        this.busy = busy;
        this.sweep = sweep;
        this.look = Reconciler.start(name, POLL, this::look);
    }

    static ProjectLoops start(
            String name,
            Supplier<? extends Collection<ProjectId>> busy,
            Consumer<ProjectId> sweep) {
        return new ProjectLoops(name, busy, sweep);
    }

    /** Something happened in the project. */
    void wake(ProjectId project) {
        Reconciler loop = loops.get(project);
        if (loop == null) {
            look.wake();
        } else {
            loop.wake();
        }
    }

    void wakeAll() {
        look.wake();
        loops.values().forEach(Reconciler::wake);
    }

    private void look() {
        Set<ProjectId> now = new HashSet<>(busy.get());
        for (ProjectId project : now) {
            loops.computeIfAbsent(
                    project, id -> Reconciler.start(name + " " + id, POLL, () -> sweep.accept(id)));
        }
        for (ProjectId project : Set.copyOf(loops.keySet())) {
            if (!now.contains(project)) {
                Reconciler idle = loops.remove(project);
                if (idle != null) {
                    idle.close();
                }
            }
        }
    }

    @Override
    public void close() {
        look.close();
        loops.values().forEach(Reconciler::close);
    }
}
