package dev.maestro.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @TempDir Path room;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--upload-pack=touch pwned",
                "-d",
                "",
                " ",
                "a b",
                "a..b",
                "a~1",
                "a^",
                "a:b",
                "a?",
                "a*",
                "a[b",
                "a\\b",
                "a@{1}",
                "@",
                "HEAD",
                ".hidden",
                "a/.hidden",
                "a//b",
                "/a",
                "a/",
                "a.",
                "a.lock",
                "a.lock/b",
                "a\nb",
                "a\u007f"
            })
    void refusesABranchNameThatGitWouldNotTake(String name) {
        assertThatThrownBy(() -> new BranchName(name)).isInstanceOf(IllegalRef.class);

        assertThat(
                        Git.at(room).tryRun("check-ref-format", "--branch", name).ok()
                                && !name.equals("@"))
                .as("git agrees")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "main",
                "epic/search-4f2a9c",
                "task/ünïcode",
                "a@b",
                "v1.2.3",
                "x/-y",
                "{a}",
                "a'b\"c$(d)"
            })
    void takesABranchNameThatGitTakes(String name) {
        assertThat(new BranchName(name).ref()).isEqualTo("refs/heads/" + name);

        assertThat(Git.at(room).tryRun("check-ref-format", "--branch", name).ok()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "HEAD",
                "0123456789012345678901234567890123456789 ",
                "ABCDEF6789012345678901234567890123456789"
            })
    void refusesACommitIdThatIsNotWhole(String text) {
        assertThatThrownBy(() -> CommitId.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--upload-pack=x",
                "main",
                "refs/heads/a:main",
                "refs/heads/*/*",
                "ext::sh",
                "refs/heads/a b",
                ":refs/heads/-\n"
            })
    void refusesARefspecWithoutFullNames(String refspec) {
        assertThatThrownBy(() -> Refs.refspec(refspec)).isInstanceOf(IllegalRef.class);
    }

    @Test
    void takesRefspecsWithStarsAndCommits() {
        String commit = "0123456789012345678901234567890123456789";

        assertThat(Refs.refspec("+refs/heads/*:refs/remotes/origin/*")).isNotEmpty();
        assertThat(Refs.refspec(commit + ":refs/maestro/x")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-x", "--all", "a..b", "", "a\nb"})
    void refusesARevisionThatIsAnOptionOrARange(String revision) {
        assertThatThrownBy(() -> Refs.revision(revision)).isInstanceOf(IllegalRef.class);
    }
}
