package dev.maestro.hub.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A message, or a control frame's content, while it comes in. For one thread at a time. */
final class Payload {

    private final int opcode;
    private final Utf8 utf8 = new Utf8();
    private byte[] bytes = {};
    private int length;

    Payload(int opcode) {
        this.opcode = opcode;
    }

    int opcode() {
        return opcode;
    }

    int length() {
        return length;
    }

    /**
     * Takes so many bytes and unmasks them.
     *
     * @param expected how many of this frame are still to come: room is made for what is there, not
     *     for what a peer promises
     * @return whether a text is still one
     */
    boolean take(ByteBuffer from, int count, int expected, int mask, int maskOffset) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, count == expected ? length + count : (length + count) * 2);
        }
        from.get(bytes, length, count);
        int end = length + count;
        int shift = 24 - 8 * (maskOffset & 3);
        for (int i = length; i < end; i++) {
            bytes[i] ^= (byte) (mask >>> shift);
            shift = (shift - 8) & 31;
        }
        int begin = length;
        length = end;
        return opcode != Frames.TEXT || utf8.accepts(bytes, begin, end);
    }

    boolean isWholeText() {
        return utf8.isWhole();
    }

    String text() {
        return new String(bytes, 0, length, UTF_8);
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }
}
