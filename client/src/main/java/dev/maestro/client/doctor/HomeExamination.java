package dev.maestro.client.doctor;

import dev.maestro.client.platform.MaestroHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The directory that holds everything: there, ours alone, with room. */
final class HomeExamination implements Examination {

    private static final long LITTLE = 2L << 30;
    private static final long TOO_LITTLE = 256L << 20;

    private static final Set<PosixFilePermission> OTHERS =
            Set.of(
                    PosixFilePermission.GROUP_READ,
                    PosixFilePermission.GROUP_WRITE,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_WRITE);

    private final MaestroHome home;

    HomeExamination(MaestroHome home) {
        this.home = home;
    }

    @Override
    public String subject() {
        return "home";
    }

    @Override
    public List<Finding> examine() {
        Path root = home.root();
        if (!Files.isDirectory(root)) {
            return List.of(
                    Finding.note(
                            subject(),
                            root + " is not there yet",
                            "`maestro auth INVITE` makes it"));
        }
        List<Finding> found = new ArrayList<>();
        try {
            found.add(writable(root));
            found.addAll(secrets());
            found.add(room(Files.getFileStore(root).getUsableSpace()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + root, e);
        }
        return found;
    }

    private Finding writable(Path root) {
        return Files.isWritable(root)
                ? Finding.good(subject(), root.toString())
                : Finding.bad(
                        subject(),
                        root + " cannot be written",
                        "chown -R $USER %s, or set MAESTRO_HOME".formatted(root));
    }

    /** Files with secrets that others on this machine may read. */
    private List<Finding> secrets() throws IOException {
        List<Finding> found = new ArrayList<>();
        for (Path secret : List.of(home.tokens(), home.config(), home.daemon())) {
            if (Files.exists(secret)
                    && Files.getPosixFilePermissions(secret).stream().anyMatch(OTHERS::contains)) {
                found.add(
                        Finding.bad(
                                subject(),
                                secret + " can be read by others",
                                "chmod -R go-rwx " + secret));
            }
        }
        return found;
    }

    private static Finding room(long free) {
        String said = "%,d MB free".formatted(free >> 20);
        if (free < TOO_LITTLE) {
            return Finding.bad(
                    "disk", said, "make room: `maestro state` says what takes it and what may go");
        }
        return free < LITTLE
                ? Finding.note("disk", said, "`maestro state` says what takes room")
                : Finding.good("disk", said);
    }
}
