package dev.maestro.client.work;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The end of a log, as much as a report may hold: 16 KiB, from the beginning of a line. */
final class LogTail {

    static final int MOST = 16 * 1024;

    private LogTail() {}

    static String of(Path log) {
        if (!Files.exists(log)) {
            return "";
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long size = file.length();
            file.seek(Math.max(0, size - MOST));
            byte[] bytes = new byte[(int) Math.min(size, MOST)];
            file.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8).replace("\0", "\uFFFD");
            int newline = text.indexOf('\n');
            return size > MOST && newline >= 0 ? text.substring(newline + 1) : text;
        } catch (IOException e) {
            return "(the log could not be read: %s)".formatted(e.getMessage());
        }
    }
}
