package dev.maestro.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a journey may leave behind, and must not. */
final class Leftovers {

    /** A process as people recognise it. */
    record Left(long pid, String command) {}

    private Leftovers() {}

    /** Everything that runs with something of this directory in its command or environment. */
    static List<Left> processes(Path directory) {
        List<Left> found = new ArrayList<>();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes.toList()) {
                String name = process.getFileName().toString();
                if (!name.chars().allMatch(Character::isDigit)
                        || Long.parseLong(name) == ProcessHandle.current().pid()) {
                    continue;
                }
                String command = read(process.resolve("cmdline"));
                String environment = read(process.resolve("environ"));
                boolean ours =
                        command.contains(directory + "/") || environment.contains(directory + "/");
                if (ours && !command.isEmpty()) {
                    found.add(new Left(Long.parseLong(name), command.replace('\0', ' ')));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** Processes of runs: agents and checks with all that they started. */
    static List<Left> ofRuns(Path directory) {
        return processes(directory).stream()
                .filter(left ->
                        read(Path.of("/proc", String.valueOf(left.pid()), "environ"))
                                .contains("MAESTRO_MARK="))
                .toList();
    }

    /** Kills what is still there. */
    static void end(Path directory) {
        for (Left left : processes(directory)) {
            ProcessHandle.of(left.pid()).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    static List<Path> worktrees(Path home) {
        Path root = home.resolve("worktrees");
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> tree = Files.walk(root, 2)) {
            return tree.filter(path -> root.relativize(path).getNameCount() == 2).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
