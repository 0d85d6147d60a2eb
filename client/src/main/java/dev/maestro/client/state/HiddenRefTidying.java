package dev.maestro.client.state;

import dev.maestro.git.CommitId;
import dev.maestro.git.Git;
import java.nio.file.Path;

/** Removes hidden refs of one mirror whose work is merged, so that they do not add up for ever. */
public final class HiddenRefTidying {

    private HiddenRefTidying() {}

    public static void tidy(Path mirror) {
        Git git = Git.at(mirror);
        Merged merged = new Merged(git);
        for (String line :
                git.run(
                                "for-each-ref",
                                "--format=%(refname) %(objectname)",
                                HiddenRefs.WIP,
                                HiddenRefs.LEFTOVER)
                        .lines()) {
            int blank = line.indexOf(' ');
            String commit = line.substring(blank + 1);
            if (merged.holds(CommitId.parse(commit))) {
                git.tryRun("update-ref", "-d", line.substring(0, blank), commit);
            }
        }
    }
}
