package dev.maestro.studio.run;

import dev.maestro.studio.web.Words;
import java.nio.charset.StandardCharsets;

/**
 * The end of what the newest attempt printed, as much as a page can show without stalling.
 *
 * @param fence of that attempt; a later one begins again at offset 0
 * @param end the offset, in bytes, after the last of it
 */
public record OutputTail(String text, long fence, long end) {

    private static final int MOST_BYTES = 128 * 1024;

    static OutputTail of(Run run, RunOutput output) {
        RunOutput.Piece piece = output.read(run, 0, MOST_BYTES);
        if (piece.size() > MOST_BYTES) {
            piece = output.read(run, piece.size() - MOST_BYTES, MOST_BYTES);
        }
        byte[] bytes = piece.bytes();
        int start = piece.offset() == 0 ? 0 : afterFirstLine(bytes);
        String text = new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
        return new OutputTail(Words.plain(text), piece.fence(), piece.offset() + bytes.length);
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
}
