package dev.maestro.client.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A control group that bounds how many processes all runs of root have together: the kernel's limit
 * for each user does not count for root.
 */
final class ProcessGroup {

    private static final List<Path> TREES =
            List.of(Path.of("/sys/fs/cgroup/pids"), Path.of("/sys/fs/cgroup"));

    private ProcessGroup() {}

    /** The file that takes processes in; empty where the machine does not let us. */
    static Optional<Path> open(long processes) {
        for (Path tree : TREES) {
            Path group = tree.resolve("maestro-" + processes);
            try {
                if (Files.isDirectory(tree) && !Files.isDirectory(group)) {
                    Files.createDirectory(group);
                }
                Path most = group.resolve("pids.max");
                if (Files.isWritable(most)) {
                    Files.writeString(most, String.valueOf(processes));
                    return Optional.of(group.resolve("cgroup.procs"));
                }
            } catch (IOException notHere) {
                continue;
            }
        }
        return Optional.empty();
    }
}
