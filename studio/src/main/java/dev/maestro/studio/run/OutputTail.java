package dev.maestro.studio.run;

import dev.maestro.studio.web.Words;
import java.nio.charset.StandardCharsets;

/**
 * The end of a run's output, as much as a page can show without stalling.
 *
 * @param end the offset, in bytes, after the last of it
 */
public record OutputTail(String text, long end) {

    private static final int MOST_BYTES = 128 * 1024;

    /**
     * @param size how much there is
     * @param read answers at most the asked number of bytes from an offset
     */
    static OutputTail of(RunId run, long size, OutputReader read) {
        long from = Math.max(0, size - MOST_BYTES);
        byte[] bytes = read.read(run, from, MOST_BYTES);
        int start = from == 0 ? 0 : afterFirstLine(bytes);
        String text = new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
        return new OutputTail(Words.plain(text), from + bytes.length);
    }

    /** A cut line, or a cut character, is not shown. */
    private static int afterFirstLine(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
        }
        return 0;
    }

    /** Reads stored output. */
    @FunctionalInterface
    public interface OutputReader {
        byte[] read(RunId run, long from, int atMost);
    }
}
