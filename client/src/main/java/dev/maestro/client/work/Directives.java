package dev.maestro.client.work;

import dev.maestro.client.provider.Steering;
import dev.maestro.protocol.work.Delivery;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.protocol.work.StudioMethod.Dispatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The directives that come while one attempt is under way: each is given to the agent once, though
 * Studio may send it again after a lost connection. Any thread may use it.
 */
final class Directives {

    private final Dispatch packet;
    private final RunFiles files;
    private final Steering steering;
    private final Reports reports;
    private final Map<UUID, Delivery> given = new HashMap<>();
    private final List<String> since = new ArrayList<>();

    Directives(Dispatch packet, RunFiles files, Steering steering, Reports reports) {
        this.packet = packet;
        this.files = files;
        this.steering = steering;
        this.reports = reports;
    }

    /** Says when the agent hears of it, to Studio too when it has a name there. */
    synchronized Delivery give(String text, Optional<UUID> directive) {
        Delivery delivery =
                directive
                        .map(id -> given.computeIfAbsent(id, _ -> deliver(text)))
                        .orElseGet(() -> deliver(text));
        directive.ifPresent(id ->
                reports.send(new RunMethod.Steered(packet.run(), packet.fence(), id, delivery)));
        return delivery;
    }

    /** All that stand: those of the prompt first. */
    synchronized List<String> standing() {
        return Stream.concat(packet.directives().stream(), since.stream()).toList();
    }

    private Delivery deliver(String text) {
        since.add(text);
        files.steer(text);
        return steering.give(text);
    }
}
