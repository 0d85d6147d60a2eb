package dev.maestro.client.work;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The branches that runs of one mirror work on at this moment: these may move. Any thread. */
final class LiveBranches {

    private final Set<String> refs = ConcurrentHashMap.newKeySet();

    void add(String ref) {
        refs.add(ref);
    }

    void remove(String ref) {
        refs.remove(ref);
    }

    Set<String> now() {
        return Set.copyOf(refs);
    }
}
