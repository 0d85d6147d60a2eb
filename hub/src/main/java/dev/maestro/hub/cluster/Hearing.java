package dev.maestro.hub.cluster;

import dev.maestro.hub.channel.App;
import dev.maestro.hub.channel.Note;
import dev.maestro.hub.transport.Incident;
import dev.maestro.protocol.pusher.SocketId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what the other nodes say, and gives up those that are silent. Whatever may have been missed
 * is asked for. For any number of threads, one at a time.
 */
final class Hearing {

    private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);

    private final ClusterConfig config;
    private final long own;
    private final Map<String, App> apps;
    private final ClusterEar ear;
    private final Outgoing outgoing;
    private final Map<Long, Node> nodes = new HashMap<>();
    private long heardMyself;

    Hearing(
            ClusterConfig config,
            long own,
            Map<String, App> apps,
            ClusterEar ear,
            Outgoing outgoing) {
        this.config = config;
        this.own = own;
        this.apps = Map.copyOf(apps);
        this.ear = ear;
        this.outgoing = outgoing;
    }

    /** From now on everything is heard; what was said before may have been missed. */
    synchronized void begin() {
        long now = System.nanoTime();
        nodes.values().forEach(node -> node.excuse(now));
        heardMyself = now;
        outgoing.add(new Said.Ask(0));
        outgoing.tellAll();
    }

    /** What Redis hands out; never throws. */
    synchronized void hear(byte[] bytes) {
        Letter.read(bytes)
                .ifPresentOrElse(this::hear, () -> LOG.warn("a letter nobody here understands"));
    }

    private void hear(Letter letter) {
        long now = System.nanoTime();
        if (letter.node() == own) {
            heardMyself = now;
            return;
        }
        Node known = nodes.get(letter.node());
        Node node = known == null ? meet(letter, now) : known;
        if (known != null && known.missingBefore(letter) != 0) {
            if (known.missingBefore(letter) < 0) {
                return;
            }
            node.interrupted();
            outgoing.add(new Said.Ask(letter.node()));
        }
        node.hears(letter, now);
        for (Said said : letter.said()) {
            try {
                obey(letter.node(), node, said);
            } catch (RuntimeException fault) {
                Incident.log("What another node said could not be done", fault);
            }
        }
    }

    private Node meet(Letter letter, long now) {
        LOG.info("node {} has joined", letter.node());
        Node node = new Node(letter.number() - 1, now);
        nodes.put(letter.node(), node);
        outgoing.add(new Said.Ask(letter.node()));
        outgoing.tellAll();
        ear.joined();
        return node;
    }

    private void obey(long from, Node node, Said said) {
        switch (said) {
            case Said.OfApp(String app, Note note) -> {
                if (!node.tells(app, note)) {
                    find(app, found -> found.hear(from, note, false));
                }
            }
            case Said.Begin _ -> node.begins();
            case Said.End _ -> compare(from, node.ends());
            case Said.Ask(long whom) -> {
                if (whom == 0 || whom == own) {
                    outgoing.tellAll();
                    ear.joined();
                }
            }
            case Said.Bye _ -> {
                LOG.info("node {} has left", from);
                forget(from, false);
            }
            case Said.Close(SocketId socket, int code) -> ear.close(socket, code);
            case Said.TakeOff(SocketId socket, String channel) -> ear.takeOff(socket, channel);
            case Said.Text(String text) -> ear.said(text);
        }
    }

    private void compare(long node, @Nullable Map<String, List<Note>> all) {
        if (all != null) {
            apps.forEach((id, app) -> app.compare(node, all.getOrDefault(id, List.of()), false));
        }
    }

    /**
     * Gives up nodes that are silent while we hear ourselves: else it is Redis that is silent. Of
     * those that are left the one with the lowest number tells webhooks.
     */
    synchronized void forgetTheSilent() {
        long now = System.nanoTime();
        if (now - heardMyself > config.beat().multipliedBy(2).toNanos()) {
            return;
        }
        for (Map.Entry<Long, Node> each : List.copyOf(nodes.entrySet())) {
            if (now - each.getValue().silentSince() > config.silence().toNanos()) {
                LOG.warn("node {} was silent for {}: it is gone", each.getKey(), config.silence());
                nodes.remove(each.getKey());
                boolean speaks = nodes.keySet().stream().allMatch(other -> own < other);
                forget(each.getKey(), speaks);
            }
        }
    }

    synchronized int others() {
        return nodes.size();
    }

    private void forget(long node, boolean speaks) {
        nodes.remove(node);
        apps.values().forEach(app -> app.forget(node, speaks));
    }

    private void find(String app, Consumer<App> action) {
        App found = apps.get(app);
        if (found != null) {
            action.accept(found);
        }
    }
}
