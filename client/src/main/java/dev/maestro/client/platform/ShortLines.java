package dev.maestro.client.platform;

import java.io.IOException;
import java.io.Reader;

/** Lines of somebody who is not trusted: none is read beyond a length. Used by one thread. */
final class ShortLines {

    /** What comes next. */
    sealed interface Next {
        record Line(String text) implements Next {}

        record TooLong() implements Next {}

        record End() implements Next {}
    }

    private final Reader reader;
    private final int longest;

    /**
     * @param reader with a buffer
     */
    ShortLines(Reader reader, int longest) {
        this.reader = reader;
        this.longest = longest;
    }

    Next next() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int character = reader.read();
            if (character == '\n') {
                return new Next.Line(line.toString());
            }
            if (character < 0) {
                return line.isEmpty() ? new Next.End() : new Next.Line(line.toString());
            }
            if (line.length() == longest) {
                return new Next.TooLong();
            }
            line.append((char) character);
        }
    }
}
