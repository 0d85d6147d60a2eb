package dev.maestro.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class BareCloneTest {

    private Workshop workshop;
    private CommitId begin;

    @BeforeEach
    void open(@TempDir Path room) {
        workshop = new Workshop(room);
        begin = workshop.head();
    }

    @Test
    void bringsEveryBranchAlong() {
        try (BareClone bare = workshop.bareClone()) {
            assertThat(bare.resolve("refs/remotes/origin/main")).contains(begin);
            assertThat(bare.resolve("refs/heads/main")).isEmpty();
            assertThat(bare.defaultBranch()).contains(new BranchName("main"));
        }
    }

    @Test
    void opensAnEmptyRepository() {
        Git.at(workshop.room()).run("init", "--bare", "--quiet", "empty.git");

        try (BareClone bare =
                BareClone.open(
                        workshop.room().resolve("e.git"),
                        workshop.room().resolve("empty.git").toString())) {
            assertThat(bare.remoteRefs("refs/")).isEmpty();
            assertThat(bare.remoteHead("HEAD")).isEmpty();
            assertThat(bare.defaultBranch()).isEmpty();
        }
    }

    @Test
    void refusesWhatIsNotARepositoryAndNamesIt() {
        Path nothing = workshop.room().resolve("nothing");
        Path target = workshop.room().resolve("n.git");

        assertThatThrownBy(() -> BareClone.open(target, nothing.toString()))
                .isInstanceOf(NotARepository.class)
                .hasMessageContaining(nothing.toString());

        assertThat(target).doesNotExist();
        assertThat(workshop.room().resolve("n.git.unfinished")).doesNotExist();
    }

    @Test
    void refusesAnAddressThatHidesACommand() {
        assertThatThrownBy(() ->
                        BareClone.open(workshop.room().resolve("n.git"), "ext::sh -c touch% pwned"))
                .isInstanceOf(IllegalRemote.class);
    }

    @Test
    @Timeout(60)
    void opensAgainAfterAStopThatLeftLocksAndHalfAClone() throws Exception {
        workshop.bareClone().close();
        Path dir = workshop.room().resolve("studio/bare.git");
        Files.createFile(dir.resolve("config.lock"));
        Files.createFile(dir.resolve("packed-refs.lock"));
        Files.createFile(dir.resolve("refs/remotes/origin/main.lock"));
        Files.createDirectories(workshop.room().resolve("fresh.git.unfinished/objects"));
        CommitId next = workshop.file("a", "a").commit("Next");
        workshop.pushed();

        try (BareClone again = workshop.bareClone();
                BareClone fresh =
                        BareClone.open(
                                workshop.room().resolve("fresh.git"),
                                workshop.remote().toString())) {
            again.fetch("+refs/heads/*:refs/remotes/origin/*");

            assertThat(again.resolve("refs/remotes/origin/main")).contains(next);
            assertThat(fresh.has(next)).isTrue();
        }
    }

    @Test
    void followsARemoteThatChangedItsAddress() throws Exception {
        workshop.bareClone().close();
        Path elsewhere = workshop.room().resolve("elsewhere.git");
        Files.move(workshop.remote(), elsewhere);

        try (BareClone bare =
                BareClone.open(workshop.room().resolve("studio/bare.git"), "file://" + elsewhere)) {
            assertThat(bare.remoteHead("refs/heads/main")).contains(begin);
        }
    }

    @Test
    void asksTheRemoteForExactlyOneRef() {
        workshop.git()
                .run(
                        "push",
                        "--quiet",
                        "origin",
                        "main:refs/heads/x/refs/heads/main",
                        "main:refs/heads/epic/a-1");

        try (BareClone bare = workshop.bareClone()) {
            assertThat(bare.remoteHead("refs/heads/main")).contains(begin);
            assertThat(bare.remoteHead("refs/heads/epic")).isEmpty();
            assertThat(bare.remoteHead("HEAD")).contains(begin);
            assertThat(bare.remoteRefs("refs/heads/epic/"))
                    .isEqualTo(Map.of("refs/heads/epic/a-1", begin));
            assertThatThrownBy(() -> bare.remoteHead("--upload-pack=x"))
                    .isInstanceOf(IllegalRef.class);
        }
    }

    @Test
    void fetchesACommitOnlyWhenItIsMissing() throws Exception {
        try (BareClone bare = workshop.bareClone()) {
            CommitId next = workshop.on("task", Optional.of(begin)).file("a", "a").commit("Next");
            workshop.pushed();
            assertThat(bare.has(next)).isFalse();

            assertThat(bare.fetchCommit(next, "refs/heads/task")).isTrue();
            assertThat(bare.isAncestor(begin, next)).isTrue();
            assertThat(bare.isAncestor(next, begin)).isFalse();

            Files.move(workshop.remote(), workshop.room().resolve("gone.git"));
            assertThat(bare.fetchCommit(next, "refs/heads/task")).isTrue();
        }
    }

    @Test
    void losesNothingWhenItTidiesAfterManyFetches() throws Exception {
        try (BareClone bare = workshop.bareClone()) {
            CommitId ours = workshop.on("main", Optional.of(begin)).file("a", "a").commit("Ours");
            workshop.pushed();
            CommitId theirs =
                    workshop.on("task", Optional.of(begin)).file("b", "b").commit("Theirs");
            workshop.pushed();
            bare.fetch("refs/heads/main", "refs/heads/task");
            MergeResult merged = bare.merge(ours, theirs, "Merge", Workshop.NOON, true);

            for (int fetch = 0; fetch < 70; fetch++) {
                workshop.file("c", String.valueOf(fetch)).commit("Later");
                workshop.pushed();
                bare.fetch("refs/heads/task");
            }

            try (Stream<Path> packs =
                    Files.list(workshop.room().resolve("studio/bare.git/objects/pack"))) {
                assertThat(packs.filter(file -> file.toString().endsWith(".pack")))
                        .hasSizeLessThan(40);
            }
            assertThat(merged)
                    .isInstanceOfSatisfying(
                            MergeResult.Merged.class,
                            m -> assertThat(bare.has(m.commit())).isTrue());
            assertThat(bare.info(theirs).subject()).isEqualTo("Theirs");
        }
    }
}
