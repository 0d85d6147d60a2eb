package dev.maestro.hub.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** What RFC 6455 says of frames, and how a server writes them: whole and unmasked. */
final class Frames {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    static final int PROTOCOL_ERROR = 1002;
    static final int NOT_UTF8 = 1007;
    static final int TOO_LONG = 1009;
    static final int NO_CODE = 1005;

    static final int FIN = 0x80;
    static final int RESERVED = 0x70;
    static final int OPCODE = 0x0f;
    static final int MASKED = 0x80;
    static final int LENGTH = 0x7f;
    static final int LENGTH_IN_2_BYTES = 126;
    static final int LENGTH_IN_8_BYTES = 127;
    static final int MAX_CONTROL_BYTES = 125;

    private Frames() {}

    static byte[] encode(int opcode, byte[] payload) {
        int length = payload.length;
        int header = length < LENGTH_IN_2_BYTES ? 2 : length <= 0xffff ? 4 : 10;
        ByteBuffer frame = ByteBuffer.allocate(header + length).put((byte) (FIN | opcode));
        switch (header) {
            case 2 -> frame.put((byte) length);
            case 4 -> frame.put((byte) LENGTH_IN_2_BYTES).putShort((short) length);
            default -> frame.put((byte) LENGTH_IN_8_BYTES).putLong(length);
        }
        return frame.put(payload).array();
    }

    /** A reason longer than a control frame may be is cut between two characters. */
    static byte[] encodeClose(int code, String reason) {
        if (code == NO_CODE) {
            return encode(CLOSE, new byte[0]);
        }
        byte[] words = reason.getBytes(UTF_8);
        int length = words.length;
        if (length > MAX_CONTROL_BYTES - 2) {
            length = MAX_CONTROL_BYTES - 2;
            while ((words[length] & 0xc0) == 0x80) {
                length--;
            }
        }
        ByteBuffer payload = ByteBuffer.allocate(2 + length).putShort((short) code);
        return encode(CLOSE, payload.put(Arrays.copyOf(words, length)).array());
    }

    static boolean isControl(int opcode) {
        return opcode >= CLOSE;
    }

    static boolean isKnown(int opcode) {
        return opcode <= BINARY || (opcode >= CLOSE && opcode <= PONG);
    }

    /** Whether a peer may send this close code. */
    static boolean isCloseCode(int code) {
        return (code >= 1000 && code <= 1003)
                || (code >= 1007 && code <= 1014)
                || (code >= 3000 && code <= 4999);
    }
}
