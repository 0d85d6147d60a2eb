package dev.maestro.hub.transport;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Where the frames that wait for one socket are put together, so that they go out in one write. A
 * writer has one and uses it for socket after socket: sockets hold no memory of their own while
 * they wait. For one thread at a time.
 */
public final class WriteBuffer {

    private static final int BYTES = 64 * 1024;

    private final ByteBuffer room = ByteBuffer.allocateDirect(BYTES);

    /** A message that is longer than all the room goes out alone. */
    private @Nullable ByteBuffer alone;

    /** Empties it. */
    public void clear() {
        room.clear();
        alone = null;
    }

    /** Takes a message, or returns false when there is no more room. */
    public boolean add(TextMessage message) {
        byte[] frame = message.frame();
        if (alone != null) {
            return false;
        }
        if (frame.length > BYTES && room.position() == 0) {
            alone = ByteBuffer.wrap(frame);
            return true;
        }
        if (frame.length > room.remaining()) {
            return false;
        }
        room.put(frame);
        return true;
    }

    /** Whether nothing is in it. */
    public boolean isEmpty() {
        return alone == null && room.position() == 0;
    }

    /** What is in it, to be read. */
    ByteBuffer content() {
        ByteBuffer single = alone;
        return single != null ? single : room.flip();
    }
}
