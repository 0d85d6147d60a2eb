package dev.maestro.studio;

import dev.maestro.studio.platform.EventListener;
import dev.maestro.studio.platform.Reconciler;
import dev.maestro.studio.platform.StoredEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Wakes the loops when anything has happened; what is due they find out themselves. Loops are added
 * while the program is built.
 */
final class Wakes implements EventListener {

    private final List<Reconciler> loops = new CopyOnWriteArrayList<>();

    Reconciler add(Reconciler loop) {
        loops.add(loop);
        return loop;
    }

    void all() {
        loops.forEach(Reconciler::wake);
    }

    @Override
    public void on(StoredEvent event) {
        all();
    }
}
