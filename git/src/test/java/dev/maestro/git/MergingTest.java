package dev.maestro.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergingTest {

    private Workshop workshop;
    private CommitId begin;

    @BeforeEach
    void open(@TempDir Path room) {
        workshop = new Workshop(room);
        begin = workshop.head();
    }

    @Test
    void mergesTwoLinesOfWorkWithoutACheckout() {
        CommitId ours = change("main", "a.txt", "ours\n");
        CommitId theirs = change("task", "b.txt", "theirs\n");

        try (BareClone bare = workshop.bareClone()) {
            CommitId merged = merged(bare.merge(ours, theirs, "Merge task", Workshop.NOON, false));

            CommitInfo info = bare.info(merged);
            assertThat(info.parents()).containsExactly(ours, theirs);
            assertThat(info.author()).isEqualTo(Person.MAESTRO);
            assertThat(info.when()).isEqualTo(Workshop.NOON);
            assertThat(bare.show(merged, "a.txt", 100)).contains("ours\n");
            assertThat(bare.show(merged, "b.txt", 100)).contains("theirs\n");
        }
    }

    @Test
    void givesTheSameCommitForTheSameInputs(@TempDir Path elsewhere) {
        CommitId ours = change("main", "a.txt", "ours\n");
        CommitId theirs = change("task", "b.txt", "theirs\n");

        try (BareClone one = workshop.bareClone();
                BareClone two =
                        BareClone.open(
                                elsewhere.resolve("two.git"), workshop.remote().toString())) {
            MergeResult first = one.merge(ours, theirs, "Merge task", Workshop.NOON, true);

            assertThat(one.merge(ours, theirs, "Merge task", Workshop.NOON, true)).isEqualTo(first);
            assertThat(two.merge(ours, theirs, "Merge task", Workshop.NOON, true)).isEqualTo(first);
        }
    }

    @Test
    void namesTheFilesInConflict() {
        change("main", "b file.txt", "ours\n");
        CommitId ours = workshop.file("README.md", "ours\n").commit("Ours");
        workshop.pushed();
        change("task", "b file.txt", "theirs\n");
        CommitId theirs = workshop.file("README.md", "theirs\n").commit("Theirs");
        workshop.pushed();

        try (BareClone bare = workshop.bareClone()) {
            assertThat(bare.merge(ours, theirs, "Merge", Workshop.NOON, false))
                    .isInstanceOfSatisfying(
                            MergeResult.Conflict.class,
                            conflict -> {
                                assertThat(conflict.paths())
                                        .containsExactly("README.md", "b file.txt");
                                assertThat(conflict.detail())
                                        .contains("CONFLICT (content): Merge conflict in README.md")
                                        .contains(
                                                "CONFLICT (add/add): Merge conflict in b file.txt");
                            });
        }
    }

    @Test
    void namesAFileThatOneSideRemovedAndTheOtherChanged() {
        CommitId ours = change("main", "README.md", "other\n");
        workshop.on("task", Optional.of(begin)).git().run("rm", "--quiet", "README.md");
        CommitId theirs = workshop.commit("Remove");
        workshop.pushed();

        try (BareClone bare = workshop.bareClone()) {
            assertThat(bare.merge(ours, theirs, "Merge", Workshop.NOON, false))
                    .isInstanceOfSatisfying(
                            MergeResult.Conflict.class,
                            conflict -> {
                                assertThat(conflict.paths()).containsExactly("README.md");
                                assertThat(conflict.detail()).contains("modify/delete");
                            });
        }
    }

    @Test
    void mergesAnEditIntoAFileThatWasRenamed() {
        CommitId ours = change("main", "README.md", "ONE\ntwo\nthree\nfour\nfive\nsix\n");
        workshop.on("task", Optional.of(begin)).git().run("mv", "README.md", "GUIDE.md");
        CommitId theirs = workshop.commit("Rename");
        workshop.pushed();

        try (BareClone bare = workshop.bareClone()) {
            CommitId merged = merged(bare.merge(ours, theirs, "Merge", Workshop.NOON, false));

            assertThat(bare.show(merged, "GUIDE.md", 100))
                    .contains("ONE\ntwo\nthree\nfour\nfive\nsix\n");
            assertThat(bare.show(merged, "README.md", 100)).isEmpty();
        }
    }

    @Test
    void seesThatNothingIsLeftToMerge() {
        CommitId ours = change("main", "a.txt", "a\n");

        try (BareClone bare = workshop.bareClone()) {
            assertThat(bare.merge(ours, begin, "Merge", Workshop.NOON, true))
                    .isEqualTo(new MergeResult.AlreadyMerged(ours));
            assertThat(bare.merge(ours, ours, "Merge", Workshop.NOON, true))
                    .isEqualTo(new MergeResult.AlreadyMerged(ours));
        }
    }

    @Test
    void goesForwardOnlyWhenItMay() {
        CommitId theirs = change("task", "a.txt", "a\n");

        try (BareClone bare = workshop.bareClone()) {
            assertThat(merged(bare.merge(begin, theirs, "Merge", Workshop.NOON, false)))
                    .isEqualTo(theirs);
            assertThat(
                            bare.info(
                                            merged(
                                                    bare.merge(
                                                            begin,
                                                            theirs,
                                                            "Merge",
                                                            Workshop.NOON,
                                                            true)))
                                    .parents())
                    .containsExactly(begin, theirs);
        }
    }

    @Test
    void callsHistoriesWithoutACommonCommitAConflict() {
        workshop.git().run("checkout", "--quiet", "--orphan", "stranger");
        CommitId stranger = workshop.file("x.txt", "x\n").commit("Stranger");
        workshop.pushed();

        try (BareClone bare = workshop.bareClone()) {
            assertThat(bare.merge(begin, stranger, "Merge", Workshop.NOON, false))
                    .isInstanceOf(MergeResult.Conflict.class);
        }
    }

    private CommitId change(String branch, String path, String text) {
        CommitId commit =
                workshop.on(branch, Optional.of(begin)).file(path, text).commit("Change " + path);
        workshop.pushed();
        return commit;
    }

    private static CommitId merged(MergeResult result) {
        assertThat(result).isInstanceOf(MergeResult.Merged.class);
        return ((MergeResult.Merged) result).commit();
    }
}
