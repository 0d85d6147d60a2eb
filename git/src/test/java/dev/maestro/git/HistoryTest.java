package dev.maestro.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {

    private Workshop workshop;
    private CommitId begin;
    private BareClone bare;

    @BeforeEach
    void open(@TempDir Path room) {
        workshop = new Workshop(room);
        begin = workshop.head();
        bare = workshop.bareClone();
    }

    @AfterEach
    void close() {
        bare.close();
    }

    @Test
    void namesAChangeTheSameOnAnotherBase() {
        CommitId change = change("task", begin, "a.txt", "one\n");
        CommitId newBase = change("main", begin, "z.txt", "z\n");
        CommitId moved = change("moved", newBase, "a.txt", "one\n");

        assertThat(bare.patchId(newBase, moved)).isEqualTo(bare.patchId(begin, change)).hasSize(40);
        assertThat(bare.patchId(newBase, change)).isEqualTo(bare.patchId(begin, change));
    }

    @Test
    void namesAnotherChangeAnother() {
        String one = bare.patchId(begin, change("one", begin, "a.py", "if x:\n    y()\nz()\n"));

        assertThat(bare.patchId(begin, change("two", begin, "a.py", "if x:\n    w()\nz()\n")))
                .isNotEqualTo(one);
        assertThat(
                        bare.patchId(
                                begin,
                                change("indented", begin, "a.py", "if x:\n    y()\n    z()\n")))
                .isNotEqualTo(one);
        assertThat(bare.patchId(begin, begin)).isEmpty();
    }

    @Test
    void namesBytesThatAreNoTextByTheirBytes() {
        String one =
                bare.patchId(
                        begin, bytes("one", "l\u00e4tin\n".getBytes(StandardCharsets.ISO_8859_1)));
        String two =
                bare.patchId(
                        begin, bytes("two", "l\u00f6tin\n".getBytes(StandardCharsets.ISO_8859_1)));
        String binary = bare.patchId(begin, bytes("three", new byte[] {0, 1, 2}));
        String otherBinary = bare.patchId(begin, bytes("four", new byte[] {0, 1, 3}));

        assertThat(List.of(one, two, binary, otherBinary)).doesNotHaveDuplicates();
    }

    @Test
    void listsTheFilesOfADifferenceSinceTheBranchLeft() {
        workshop.on("task", Optional.of(begin)).git().run("mv", "README.md", "GUIDE.md");
        workshop.file("tab\tünd.txt", "a\nb\n");
        Workshop.writeBytes(workshop.local().resolve("pic"), new byte[] {0, 1, 2});
        CommitId task = workshop.commit("Change");
        workshop.pushed();
        CommitId base = change("main", begin, "z.txt", "z\n");
        bare.fetch("refs/heads/task");

        assertThat(bare.diff(base, task))
                .containsExactlyInAnyOrder(
                        new DiffFile("GUIDE.md", 0, 0, DiffFile.Status.RENAMED, false, "README.md"),
                        new DiffFile("pic", 0, 0, DiffFile.Status.ADDED, true, "pic"),
                        new DiffFile(
                                "tab\tünd.txt",
                                2,
                                0,
                                DiffFile.Status.ADDED,
                                false,
                                "tab\tünd.txt"));
        assertThat(bare.diff(base, base)).isEmpty();
    }

    @Test
    void showsADifferenceUpToABound() {
        CommitId task = change("task", begin, "a.txt", "hello\n".repeat(100_000));

        assertThat(bare.diffText(begin, task, 1_000))
                .hasSize(1_000)
                .startsWith("diff --git a/a.txt b/a.txt")
                .contains("+hello");
        assertThat(bare.diffText(begin, begin, 1_000)).isEmpty();
    }

    @Test
    void showsAFileOfACommit() {
        CommitId task = change("task", begin, "dir/a.txt", "hello\n");

        assertThat(bare.show(task, "dir/a.txt", 1_000)).contains("hello\n");
        assertThat(bare.show(task, "dir/a.txt", 2)).contains("he");
        assertThat(bare.show(task, "dir", 1_000)).isEmpty();
        assertThat(bare.show(task, "none", 1_000)).isEmpty();
        assertThatThrownBy(() -> bare.show(task, "../etc", 1_000)).isInstanceOf(IllegalRef.class);
        assertThatThrownBy(() -> bare.show(new CommitId("0".repeat(40)), "a", 1_000))
                .isInstanceOf(GitFailed.class);
    }

    @Test
    void tellsOfCommitsWithTheirTrailers() {
        CommitId one = change("task", begin, "a.txt", "a\n");
        workshop.file("b.txt", "b\n");
        CommitId two =
                workshop.commit(
                        "Second\n\nBody\nof two lines.\n\nMaestro-Task: t1\nMaestro-Run: r1\n");
        workshop.pushed();
        bare.fetch("refs/heads/task");

        List<CommitInfo> log = bare.log(two, begin, 10);

        assertThat(log).extracting(CommitInfo::id).containsExactly(two, one);
        assertThat(bare.log(two, begin, 1)).hasSize(1);
        assertThat(log.getFirst())
                .isEqualTo(
                        new CommitInfo(
                                two,
                                List.of(one),
                                Workshop.ADA,
                                Workshop.NOON,
                                "Second",
                                "Body\nof two lines.\n\nMaestro-Task: t1\nMaestro-Run: r1",
                                Map.of(
                                        "Maestro-Task",
                                        List.of("t1"),
                                        "Maestro-Run",
                                        List.of("r1"))));
        assertThat(bare.log(begin, two, 10)).isEmpty();
    }

    private CommitId change(String branch, CommitId start, String path, String text) {
        return bytes(branch, start, path, text.getBytes(StandardCharsets.UTF_8));
    }

    private CommitId bytes(String branch, byte[] content) {
        return bytes(branch, begin, "data", content);
    }

    private CommitId bytes(String branch, CommitId start, String path, byte[] content) {
        workshop.on(branch, Optional.of(start));
        Workshop.writeBytes(workshop.local().resolve(path), content);
        CommitId commit = workshop.commit("Change");
        workshop.pushed();
        bare.fetch("refs/heads/" + branch);
        return commit;
    }
}
