package dev.maestro.client.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.client.settings.NetworkPolicy;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The text of the profile; on a Mac it was not tried. */
class SeatbeltTest {

    private static final Path WORKTREE = Path.of("/Users/ada/.maestro/worktrees/p/one");
    private static final Path OWN = Path.of("/Users/ada/.maestro/caches/p");

    @Test
    void deniesWhatItDoesNotName() {
        assertThat(profile(NetworkPolicy.OPEN)).startsWith("(version 1)\n(deny default)\n");
        assertThat(profile(NetworkPolicy.OPEN)).doesNotContain("\"/Users/ada\"");
    }

    @Test
    void allowsToWriteTheWorktreeButNotItsGitFile() {
        String profile = profile(NetworkPolicy.OPEN);

        assertThat(profile)
                .containsSubsequence(
                        "(allow file-read* file-write* (subpath \"" + WORKTREE + "\"))",
                        "(deny file-write* (subpath \"" + WORKTREE + "/.git\"))");
    }

    @Test
    void hidesOtherWorktrees() {
        assertThat(profile(NetworkPolicy.OPEN))
                .contains(
                        "(deny file-read* file-write* (subpath"
                                + " \"/Users/ada/.maestro/mirrors/p.git/worktrees\"))");
    }

    @Test
    void hasNoNetworkWhenThereIsToBeNone() {
        assertThat(profile(NetworkPolicy.NONE)).endsWith("(deny network*)\n");
        assertThat(profile(NetworkPolicy.OPEN)).contains("(allow network-outbound (remote ip))");
    }

    @Test
    void quotesWhatCouldEndAString() {
        Policy policy =
                new Policy(
                        WORKTREE,
                        OWN,
                        List.of(new Mount.Write(Path.of("/a\"b"))),
                        NetworkPolicy.OPEN,
                        Limits.USUAL);

        assertThat(Seatbelt.profile(policy, OWN)).contains("(subpath \"/a\\\"b\")");
    }

    private static String profile(NetworkPolicy network) {
        Path mirror = Path.of("/Users/ada/.maestro/mirrors/p.git");
        GitPlace place = new GitPlace(WORKTREE, mirror, mirror.resolve("worktrees/one"));
        return Seatbelt.profile(
                new Policy(WORKTREE, OWN, GitFence.around(place), network, Limits.USUAL), OWN);
    }
}
