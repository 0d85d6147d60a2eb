package dev.maestro.hub.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a client sends (RFC 6455), however it is cut. Between two calls it keeps only the
 * message that is under way. For one thread at a time.
 */
final class FrameReader {

    private static final int LONGEST_HEADER = 14;

    private final int maxMessageBytes;
    private final FrameSink sink;

    /** The first bytes of a header that is not whole. */
    private @Nullable ByteBuffer cutHeader;

    private @Nullable Payload message;
    private @Nullable Payload control;
    private boolean inFrame;
    private boolean last;
    private int missing;
    private int mask;
    private int maskOffset;
    private boolean ended;

    FrameReader(int maxMessageBytes, FrameSink sink) {
        this.maxMessageBytes = maxMessageBytes;
        this.sink = sink;
    }

    /** Reads all of it. */
    void read(ByteBuffer bytes) {
        while (!ended && (inFrame || begin(bytes))) {
            if (missing > 0 && !bytes.hasRemaining()) {
                return;
            }
            take(bytes);
        }
    }

    /** Whether nothing more is read, since the peer closed or broke the rules. */
    boolean hasEnded() {
        return ended;
    }

    /** Reads a header; false when it is not whole yet, or is wrong. */
    private boolean begin(ByteBuffer bytes) {
        ByteBuffer cut = cutHeader;
        if (cut == null) {
            int needed = headerLength(bytes, bytes.position(), bytes.remaining());
            if (bytes.remaining() >= needed) {
                return header(bytes);
            }
            if (bytes.hasRemaining()) {
                cutHeader = ByteBuffer.allocate(LONGEST_HEADER).put(bytes);
            }
            return false;
        }
        while (cut.position() < headerLength(cut, 0, cut.position())) {
            if (!bytes.hasRemaining()) {
                return false;
            }
            cut.put(bytes.get());
        }
        cutHeader = null;
        return header(cut.flip());
    }

    /** How long the header is, as far as can be told from the bytes that are there. */
    private static int headerLength(ByteBuffer bytes, int start, int there) {
        if (there < 2) {
            return 2;
        }
        int second = bytes.get(start + 1);
        int masking = (second & Frames.MASKED) != 0 ? 4 : 0;
        return masking
                + switch (second & Frames.LENGTH) {
                    case Frames.LENGTH_IN_2_BYTES -> 4;
                    case Frames.LENGTH_IN_8_BYTES -> 10;
                    default -> 2;
                };
    }

    private boolean header(ByteBuffer bytes) {
        int first = bytes.get();
        int second = bytes.get();
        int opcode = first & Frames.OPCODE;
        long length = second & Frames.LENGTH;
        boolean shortest = true;
        if (length == Frames.LENGTH_IN_2_BYTES) {
            length = bytes.getShort() & 0xffff;
            shortest = length >= Frames.LENGTH_IN_2_BYTES;
        } else if (length == Frames.LENGTH_IN_8_BYTES) {
            length = bytes.getLong();
            shortest = length > 0xffff; // a negative one too is no length
        }
        last = (first & Frames.FIN) != 0;
        if ((first & Frames.RESERVED) != 0 || !Frames.isKnown(opcode)) {
            return violation("A reserved bit or opcode is set");
        }
        if ((second & Frames.MASKED) == 0) {
            return violation("A client's frames are masked");
        }
        if (!shortest) {
            return violation("A length is not in its shortest form");
        }
        mask = bytes.getInt();
        maskOffset = 0;
        return Frames.isControl(opcode) ? control(opcode, length) : data(opcode, length);
    }

    private boolean control(int opcode, long length) {
        if (!last || length > Frames.MAX_CONTROL_BYTES) {
            return violation("A control frame is short and whole");
        }
        control = new Payload(opcode);
        return begun(length);
    }

    private boolean data(int opcode, long length) {
        if ((opcode == Frames.CONTINUATION) != (message != null)) {
            return violation("A message is out of order");
        }
        Payload current = message;
        if (current == null) {
            current = new Payload(opcode);
            message = current;
        }
        if (current.length() + length > maxMessageBytes) {
            return fail(Frames.TOO_LONG, "Maximum message size exceeded");
        }
        return begun(length);
    }

    private boolean begun(long length) {
        missing = (int) length;
        inFrame = true;
        return true;
    }

    private void take(ByteBuffer bytes) {
        Payload special = control;
        Payload current = special != null ? special : message;
        if (current == null) {
            throw new IllegalStateException("no frame is under way");
        }
        int count = Math.min(missing, bytes.remaining());
        if (!current.take(bytes, count, missing, mask, maskOffset)) {
            fail(Frames.NOT_UTF8, "Not UTF-8");
            return;
        }
        missing -= count;
        maskOffset += count;
        if (missing > 0) {
            return;
        }
        inFrame = false;
        if (special != null) {
            control = null;
            controlled(special);
        } else if (last) {
            message = null;
            deliver(current);
        }
    }

    private void deliver(Payload whole) {
        if (whole.opcode() == Frames.BINARY) {
            sink.binary(whole.bytes());
        } else if (whole.isWholeText()) {
            sink.text(whole.text());
        } else {
            fail(Frames.NOT_UTF8, "Not UTF-8");
        }
    }

    private void controlled(Payload whole) {
        switch (whole.opcode()) {
            case Frames.PING -> sink.ping(whole.bytes());
            case Frames.PONG -> sink.pong();
            default -> closed(whole.bytes());
        }
    }

    private void closed(byte[] payload) {
        if (payload.length == 0) {
            ended = true;
            sink.closing(Frames.NO_CODE, "");
            return;
        }
        int code = payload.length < 2 ? 0 : (payload[0] & 0xff) << 8 | payload[1] & 0xff;
        Utf8 words = new Utf8();
        if (!Frames.isCloseCode(code)) {
            violation("Not a close code");
        } else if (!words.accepts(payload, 2, payload.length) || !words.isWhole()) {
            fail(Frames.NOT_UTF8, "Not UTF-8");
        } else {
            ended = true;
            sink.closing(code, new String(payload, 2, payload.length - 2, UTF_8));
        }
    }

    private boolean violation(String reason) {
        return fail(Frames.PROTOCOL_ERROR, reason);
    }

    private boolean fail(int code, String reason) {
        ended = true;
        message = null;
        control = null;
        sink.violation(code, reason);
        return false;
    }
}
