package dev.maestro.git;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Reads {@code git log -z} in a format of ours: five lines, then the message. */
final class CommitInfos {

    static final String FORMAT = "--format=%H%n%P%n%an%n%ae%n%ct%n%B";

    private CommitInfos() {}

    static List<CommitInfo> parse(GitResult log) {
        return log.fields().stream().map(CommitInfos::one).toList();
    }

    private static CommitInfo one(String text) {
        String[] lines = text.split("\n", 6);
        String message = lines[5].strip();
        int end = message.indexOf('\n');
        return new CommitInfo(
                new CommitId(lines[0]),
                Arrays.stream(lines[1].split(" "))
                        .filter(hex -> !hex.isEmpty())
                        .map(CommitId::new)
                        .toList(),
                new Person(harmless(lines[2], "unknown"), harmless(lines[3], "")),
                Instant.ofEpochSecond(Long.parseLong(lines[4])),
                end < 0 ? message : message.substring(0, end).strip(),
                end < 0 ? "" : message.substring(end + 1).strip(),
                Trailers.parse(message));
    }

    /** Anybody can write anything into a commit; we only refuse to make such commits ourselves. */
    private static String harmless(String text, String otherwise) {
        String clean = text.replaceAll("[\\p{Cntrl}<>]", "").strip();
        return clean.isEmpty() ? otherwise : clean;
    }
}
