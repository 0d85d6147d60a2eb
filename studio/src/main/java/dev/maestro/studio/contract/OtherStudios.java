package dev.maestro.studio.contract;

import dev.maestro.protocol.Refused;
import dev.maestro.protocol.pusher.SocketId;
import dev.maestro.studio.fleet.Fleet;
import dev.maestro.studio.fleet.SessionId;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the studios of one database tell each other: which socket speaks for which session. All else
 * they learn from the database, or from the hub. Any thread may use it.
 */
final class OtherStudios {

    private static final Logger LOG = LoggerFactory.getLogger(OtherStudios.class);
    private static final String SPEAKS = "speaks";

    private final Fleet fleet;
    private final Consumer<String> tell;

    OtherStudios(Fleet fleet, Consumer<String> tell) {
        this.fleet = fleet;
        this.tell = tell;
    }

    /** From now on this socket speaks for the session. */
    void speaks(SessionId session, SocketId socket) {
        tell.accept("%s %s %s".formatted(SPEAKS, session, socket));
    }

    /** Somebody has come who may know nothing of ours. */
    void joined() {
        fleet.connected().forEach(this::speaks);
    }

    /** What another one told. A word that is not known comes from a newer version. */
    void heard(String text) {
        String[] words = text.split(" ", -1);
        Optional<SocketId> socket =
                words.length == 3 && words[0].equals(SPEAKS)
                        ? SocketId.parse(words[2])
                        : Optional.empty();
        if (socket.isEmpty()) {
            LOG.debug("another studio said what is not understood here: {}", text);
            return;
        }
        try {
            fleet.connectedElsewhere(SessionId.parse(words[1]), socket.get());
        } catch (Refused noSession) {
            LOG.debug("another studio speaks of no session: {}", text, noSession);
        }
    }
}
