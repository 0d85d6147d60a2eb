package dev.maestro.hub.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** Puts the fragments of a message together. For one thread at a time. */
final class MessageAssembly {

    private final int maxBytes;
    private final ByteArrayOutputStream earlier = new ByteArrayOutputStream(0);

    MessageAssembly(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Whether a fragment of this size would make the message too long. */
    boolean exceededBy(ByteBuffer fragment) {
        return earlier.size() + fragment.remaining() > maxBytes;
    }

    /** Keeps a fragment that is not the last. */
    void add(ByteBuffer fragment) {
        byte[] bytes = new byte[fragment.remaining()];
        fragment.get(bytes);
        earlier.writeBytes(bytes);
    }

    /** Adds the last fragment and gives the whole. */
    String finish(ByteBuffer fragment) throws CharacterCodingException {
        if (earlier.size() == 0) {
            return UTF_8.newDecoder().decode(fragment).toString();
        }
        add(fragment);
        ByteBuffer whole = ByteBuffer.wrap(earlier.toByteArray());
        earlier.reset();
        return UTF_8.newDecoder().decode(whole).toString();
    }
}
