package dev.maestro.hub.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {

    @Test
    void agreesWithTheRuntimeOnEveryCharacter() {
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
                assertThat(isText(Character.toString(point).getBytes(UTF_8))).isTrue();
            }
        }
    }

    @Test
    void agreesWithTheRuntimeOnBytesOfChance() {
        Random chance = new Random(1);
        byte[] interesting = {
            0,
            0x41,
            0x7f,
            (byte) 0x80,
            (byte) 0x8f,
            (byte) 0x90,
            (byte) 0x9f,
            (byte) 0xa0,
            (byte) 0xbf,
            (byte) 0xc0,
            (byte) 0xc1,
            (byte) 0xc2,
            (byte) 0xdf,
            (byte) 0xe0,
            (byte) 0xed,
            (byte) 0xef,
            (byte) 0xf0,
            (byte) 0xf4,
            (byte) 0xf5,
            (byte) 0xff
        };

        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[chance.nextInt(6)];
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = interesting[chance.nextInt(interesting.length)];
            }
            assertThat(isText(bytes)).as("%d", i).isEqualTo(isTextToTheRuntime(bytes));
        }
    }

    /** Byte by byte, as a peer may send it. */
    private static boolean isText(byte[] bytes) {
        Utf8 utf8 = new Utf8();
        for (int at = 0; at < bytes.length; at++) {
            if (!utf8.accepts(bytes, at, at + 1)) {
                return false;
            }
        }
        return utf8.isWhole();
    }

    private static boolean isTextToTheRuntime(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException notText) {
            return false;
        }
    }
}
