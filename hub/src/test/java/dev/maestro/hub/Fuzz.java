package dev.maestro.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes inputs for one socket: harmless ones, and those after which it must be closed. */
final class Fuzz {

    /**
     * Bytes to send, and the code that the socket is closed with because of them; 0 when it goes
     * on.
     */
    record Input(String kind, byte[] bytes, int closeCode) {}

    private static final int MOST = 16 * 1024;
    private static final List<String> FRAGMENTS =
            List.of(
                    "{",
                    "}",
                    "[",
                    "]",
                    "\"",
                    ":",
                    ",",
                    "\\",
                    "\\u",
                    "null",
                    "-",
                    "1e999",
                    "\u0000",
                    "{\"event\":",
                    "\"pusher:subscribe\"",
                    "\"pusher:unsubscribe\"",
                    "\"client-x\"",
                    "\"data\":",
                    "\"channel\":",
                    "\"auth\":",
                    "\"presence-a\"",
                    "\"private-cache-a\"",
                    "\"#server-to-user-1\"",
                    "\"a b\"",
                    "\"user_data\":",
                    "\"channel_data\":",
                    "é",
                    "\ud83d\ude00",
                    "true",
                    "{\"event\":\"pusher:ping\",\"data\":{}}",
                    "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"news\"}}",
                    "{\"event\":\"client-a\",\"channel\":\"news\",\"data\":");

    private final Random chance;

    Fuzz(Random chance) {
        this.chance = chance;
    }

    Input next() {
        return chance.nextInt(20) == 0 ? deadly() : harmless();
    }

    /** What any socket survives. */
    Input harmless() {
        return switch (chance.nextInt(6)) {
            case 0 -> frame("binary", 0x82, random(chance.nextInt(60)), 0);
            case 1 -> frame("ping", 0x89, random(chance.nextInt(126)), 0);
            case 2 -> frame("pong", 0x8a, random(chance.nextInt(126)), 0);
            case 3 -> fragmented();
            case 4 -> frame("long", 0x81, "x".repeat(chance.nextInt(MOST)).getBytes(UTF_8), 0);
            default -> frame("text", 0x81, text().getBytes(UTF_8), 0);
        };
    }

    private Input deadly() {
        byte[] some = random(chance.nextInt(126));
        return switch (chance.nextInt(12)) {
            case 0 -> frame("reserved bit", 0x81 | 0x10 << chance.nextInt(3), some, 1002);
            case 1 -> frame("reserved opcode", 0x83 + chance.nextInt(5), some, 1002);
            case 2 -> frame("reserved control opcode", 0x8b + chance.nextInt(5), some, 1002);
            case 3 -> frame("fragmented control", 0x08 + chance.nextInt(3), some, 1002);
            case 4 -> frame("long control", 0x88 + chance.nextInt(3), random(126), 1002);
            case 5 -> frame("stray continuation", chance.nextBoolean() ? 0x80 : 0, some, 1002);
            case 6 -> new Input("no mask", new byte[] {(byte) 0x81, 2, '{', '}'}, 1002);
            case 7 -> new Input("huge", header(0x81, MOST + 1 + chance.nextLong(1L << 40)), 1009);
            case 8 -> new Input("negative", header(0x81, Long.MIN_VALUE | chance.nextLong()), 1002);
            case 9 -> frame("not UTF-8", 0x81, new byte[] {'{', (byte) 0xc3, '(', '}'}, 1007);
            case 10 -> frame("cut UTF-8", 0x81, new byte[] {'"', (byte) 0xe2, (byte) 0x82}, 1007);
            default -> closing();
        };
    }

    private Input closing() {
        int[] good = {1000, 1001, 1003, 1007, 1011, 3000, 3999, 4000, 4999};
        int[] bad = {0, 999, 1004, 1005, 1006, 1015, 2999, 5000, 65535};
        boolean right = chance.nextBoolean();
        int code = right ? good[chance.nextInt(good.length)] : bad[chance.nextInt(bad.length)];
        byte[] payload = ByteBuffer.allocate(2).putShort((short) code).array();
        return frame("close " + code, 0x88, payload, right ? code : 1002);
    }

    /** A text in pieces, cut anywhere, with pings between. */
    private Input fragmented() {
        byte[] whole = text().getBytes(UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int pieces = 1 + chance.nextInt(4);
        int from = 0;
        for (int piece = 1; piece <= pieces; piece++) {
            int to =
                    piece == pieces ? whole.length : from + chance.nextInt(whole.length - from + 1);
            int first = (piece == 1 ? 1 : 0) | (piece == pieces ? 0x80 : 0);
            bytes.writeBytes(frame("", first, Arrays.copyOfRange(whole, from, to), 0).bytes());
            if (piece < pieces && chance.nextBoolean()) {
                bytes.writeBytes(frame("", 0x89, random(3), 0).bytes());
            }
            from = to;
        }
        return new Input("fragments", bytes.toByteArray(), 0);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        int pieces = chance.nextInt(12);
        for (int i = 0; i < pieces; i++) {
            text.append(FRAGMENTS.get(chance.nextInt(FRAGMENTS.size())));
        }
        return text.toString();
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        chance.nextBytes(bytes);
        return bytes;
    }

    private Input frame(String kind, int first, byte[] payload, int closeCode) {
        byte[] header = header(first, payload.length);
        ByteBuffer frame = ByteBuffer.allocate(header.length + payload.length).put(header);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ header[header.length - 4 + (i & 3)]));
        }
        return new Input(kind, frame.array(), closeCode);
    }

    private byte[] header(int first, long length) {
        ByteBuffer header = ByteBuffer.allocate(14).put((byte) first);
        if (length >= 0 && length < 126) {
            header.put((byte) (0x80 | length));
        } else if (length >= 0 && length <= 0xffff) {
            header.put((byte) (0x80 | 126)).putShort((short) length);
        } else {
            header.put((byte) (0x80 | 127)).putLong(length);
        }
        header.putInt(chance.nextInt());
        return Arrays.copyOf(header.array(), header.position());
    }
}
