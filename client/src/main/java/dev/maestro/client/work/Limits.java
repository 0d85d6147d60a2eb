package dev.maestro.client.work;

import dev.maestro.client.provider.AgentEvent.LimitWindow;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The last word on each of a provider's windows, until its time is over. Any thread may use it. */
final class Limits {

    private final Map<String, LimitWindow> windows = new TreeMap<>();

    synchronized void heard(LimitWindow window) {
        windows.put(window.window(), window);
    }

    synchronized void heard(Collection<LimitWindow> several) {
        several.forEach(this::heard);
    }

    synchronized List<LimitWindow> known(Instant now) {
        windows.values()
                .removeIf(window ->
                        window.resetsAt().filter(reset -> !reset.isAfter(now)).isPresent());
        return List.copyOf(windows.values());
    }
}
