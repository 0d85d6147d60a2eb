package dev.maestro.studio;

import dev.maestro.studio.platform.EventListener;
import dev.maestro.studio.platform.StoredEvent;
import dev.maestro.studio.project.ProjectId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Wakes the loops of a project when anything has happened in it; what is due they find out
 * themselves. Loops are added while the program is built.
 */
final class Wakes implements EventListener {

    private final List<ProjectLoops> all = new CopyOnWriteArrayList<>();

    ProjectLoops add(ProjectLoops loops) {
        all.add(loops);
        return loops;
    }

    void everyone() {
        all.forEach(ProjectLoops::wakeAll);
    }

    @Override
    public void on(StoredEvent event) {
        ProjectId project = new ProjectId(event.projectId());
        all.forEach(loops -> loops.wake(project));
    }
}
