package dev.maestro.client.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How much of the machine one confined program with all that it starts may take.
 *
 * @param processes with their threads
 * @param fileBytes the longest file
 * @param memoryFileBytes the longest directory in memory, such as {@code /tmp}
 */
public record Limits(long processes, long fileBytes, long openFiles, long memoryFileBytes) {

    public static final Limits USUAL = new Limits(4096, 8L << 30, 65_536, 2L << 30);

    /** Arguments of {@code prlimit}; what the machine allows less of stays as it is. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("--core=0:0"));
        lower(arguments, "--nproc", "Max processes", processes);
        lower(arguments, "--fsize", "Max file size", fileBytes);
        lower(arguments, "--nofile", "Max open files", openFiles);
        return arguments;
    }

    private static void lower(List<String> arguments, String option, String name, long limit) {
        if (hard(name) > limit) {
            arguments.add("%s=%d:%d".formatted(option, limit, limit));
        }
    }

    private static long hard(String name) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
                if (line.startsWith(name + " ")) {
                    String[] words = line.substring(name.length()).strip().split("\\s+");
                    return words[1].equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(words[1]);
                }
            }
        } catch (IOException unknown) {
            return Long.MAX_VALUE;
        }
        return Long.MAX_VALUE;
    }
}
