package dev.maestro.client.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.settings.NetworkPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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

    /** The last rule that fits counts, and the user's home, in which they lie, is denied. */
    @Test
    void allowsItsOwnHomeAndTemporaryDirectoryAfterTheUsersHomeIsDenied() {
        Path home = Path.of("/Users/ada");
        UUID project = UUID.randomUUID();
        MaestroHome maestro = new MaestroHome(home.resolve(".maestro"));
        Territory territory =
                new Territory(
                        home,
                        maestro,
                        project,
                        Path.of("/Users/ada/clone"),
                        Map.of(),
                        List.of(),
                        List.of());
        Path mirror = maestro.mirror(project);
        GitPlace place =
                new GitPlace(
                        maestro.worktrees(project).resolve("one"),
                        mirror,
                        mirror.resolve("worktrees/one"));
        Policy policy =
                Policy.of(territory, place, Optional.empty(), Needs.nothing(), Limits.USUAL);
        Path own = new Caches(territory, policy.home(), Whose.AGENT).own();

        assertThat(Seatbelt.profile(policy, own))
                .containsSubsequence(
                        "(deny file-read* file-write* (subpath \"/Users/ada\"))",
                        "(allow file-read* file-write* (subpath \"" + own + "/home\"))",
                        "(allow file-read* file-write* (subpath \"" + own + "/tmp\"))")
                .doesNotContain("(subpath \"" + own + "\")");
    }

    private static String profile(NetworkPolicy network) {
        Path mirror = Path.of("/Users/ada/.maestro/mirrors/p.git");
        GitPlace place = new GitPlace(WORKTREE, mirror, mirror.resolve("worktrees/one"));
        return Seatbelt.profile(
                new Policy(WORKTREE, OWN, GitFence.around(place), network, Limits.USUAL), OWN);
    }
}
