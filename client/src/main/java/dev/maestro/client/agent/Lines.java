package dev.maestro.client.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Cuts a stream into lines, in memory that does not grow beyond the longest line allowed. */
final class Lines {

    /** Takes what was read. */
    interface Sink {
        void line(String line);

        /** A line that was longer than allowed. */
        void tooLong(String beginning, long length);
    }

    /** What is kept of a line that is too long. */
    private static final int BEGINNING = 200;

    private static final int CHUNK = 32 * 1024;

    private final int longest;
    private final Sink sink;
    private byte[] line = new byte[CHUNK];
    private int kept;
    private long length;

    Lines(int longest, Sink sink) {
        this.longest = longest;
        this.sink = sink;
    }

    /** Reads to the end; a last line without an end counts. */
    void read(InputStream in) throws IOException {
        byte[] chunk = new byte[CHUNK];
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            int from = 0;
            for (int i = 0; i < read; i++) {
                if (chunk[i] == '\n') {
                    add(chunk, from, i);
                    end();
                    from = i + 1;
                }
            }
            add(chunk, from, read);
        }
        if (length > 0) {
            end();
        }
    }

    private void add(byte[] chunk, int from, int to) {
        int fits = Math.min(to - from, longest - kept);
        length += to - from;
        if (fits > 0) {
            if (kept + fits > line.length) {
                line = Arrays.copyOf(line, Math.min(longest, Math.max(kept + fits, 2 * kept)));
            }
            System.arraycopy(chunk, from, line, kept, fits);
            kept += fits;
        }
    }

    private void end() {
        if (length > longest) {
            sink.tooLong(text(BEGINNING), length);
        } else {
            sink.line(text(kept > 0 && line[kept - 1] == '\r' ? kept - 1 : kept));
        }
        if (line.length > 8 * CHUNK) {
            line = new byte[CHUNK];
        }
        kept = 0;
        length = 0;
    }

    private String text(int end) {
        return new String(line, 0, Math.min(kept, end), StandardCharsets.UTF_8);
    }
}
