package dev.maestro.client.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopiedFilesTest {

    private static final List<String> COPIED = List.of("config/local.env");

    private Path worktree;
    private Path persons;

    @BeforeEach
    void copy(@TempDir Path directory) throws IOException {
        Path clone = Files.createDirectories(directory.resolve("clone"));
        worktree = Files.createDirectories(directory.resolve("worktree"));
        Files.createDirectories(clone.resolve("config"));
        persons = Files.writeString(clone.resolve("config/local.env"), "KEY=secret\n");
        new CopiedFiles(clone).copy(COPIED, worktree);
    }

    @Test
    void takesBackWhatItCopied() {
        CopiedFiles.remove(COPIED, worktree);

        assertThat(worktree.resolve("config/local.env")).doesNotExist();
        assertThat(persons).exists();
    }

    @Test
    void deletesNothingBehindALinkThatAnAgentMadeOfADirectory() throws IOException {
        Files.move(worktree.resolve("config"), worktree.resolve("aside"));
        Files.createSymbolicLink(worktree.resolve("config"), persons.getParent());

        CopiedFiles.remove(COPIED, worktree);

        assertThat(persons).exists();
    }

    @Test
    void deletesALinkThatAnAgentMadeOfAFileAndNotWhatItLeadsTo() throws IOException {
        Files.delete(worktree.resolve("config/local.env"));
        Files.createSymbolicLink(worktree.resolve("config/local.env"), persons.getParent());

        CopiedFiles.remove(COPIED, worktree);

        assertThat(Files.isSymbolicLink(worktree.resolve("config/local.env"))).isFalse();
        assertThat(persons).exists();
    }
}
