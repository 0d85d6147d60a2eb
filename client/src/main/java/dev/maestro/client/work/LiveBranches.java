package dev.maestro.client.work;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The branches that runs of one mirror work on: these may move meanwhile. Any thread. */
final class LiveBranches {

    private final Set<String> refs = new HashSet<>();
    private final List<Watch> watches = new ArrayList<>();

    synchronized void add(String ref) {
        refs.add(ref);
        watches.forEach(watch -> watch.seen.add(ref));
    }

    synchronized void remove(String ref) {
        refs.remove(ref);
    }

    /**
     * Remembers every branch that is live at any moment from now on. Two looks at the live ones, at
     * the beginning and the end, would miss a run that came and went between a look and the reading
     * of the branches beside it.
     */
    synchronized Watch watch() {
        Watch watch = new Watch(refs);
        watches.add(watch);
        return watch;
    }

    final class Watch implements AutoCloseable {

        private final Set<String> seen;

        private Watch(Set<String> now) {
            seen = new HashSet<>(now);
        }

        Set<String> seen() {
            synchronized (LiveBranches.this) {
                return Set.copyOf(seen);
            }
        }

        @Override
        public void close() {
            synchronized (LiveBranches.this) {
                watches.remove(this);
            }
        }
    }
}
