package dev.maestro.studio;

import dev.maestro.studio.platform.EventListener;
import dev.maestro.studio.platform.StoredEvent;
import dev.maestro.studio.project.ProjectId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Wakes the loops of a project that may find something to do after an event; what is due they find
 * out themselves. Loops are added while the program is built.
 */
final class Wakes implements EventListener {

    private final Map<Loop, ProjectLoops> all = new ConcurrentHashMap<>();

    ProjectLoops add(Loop loop, ProjectLoops loops) {
        all.put(loop, loops);
        return loops;
    }

    void everyone() {
        all.values().forEach(ProjectLoops::wakeAll);
    }

    @Override
    public void on(StoredEvent event) {
        ProjectId project = new ProjectId(event.projectId());
        for (Loop loop : Loop.after(event)) {
            ProjectLoops loops = all.get(loop);
            if (loops != null) {
                loops.wake(project);
            }
        }
    }
}
