package dev.maestro.client.work;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LiveBranchesTest {

    private final LiveBranches live = new LiveBranches();

    @Test
    void remembersTheBranchesThatCameOrWentWhileItWatched() {
        live.add("refs/heads/before");
        live.add("refs/heads/leaves");

        try (LiveBranches.Watch watch = live.watch()) {
            live.remove("refs/heads/leaves");
            live.add("refs/heads/comes");
            live.remove("refs/heads/comes");

            assertThat(watch.seen())
                    .containsExactlyInAnyOrder(
                            "refs/heads/before", "refs/heads/leaves", "refs/heads/comes");
        }
    }

    @Test
    void doesNotKnowWhatHadLeftBefore() {
        live.add("refs/heads/gone");
        live.remove("refs/heads/gone");

        try (LiveBranches.Watch watch = live.watch()) {
            assertThat(watch.seen()).isEmpty();
        }
    }
}
