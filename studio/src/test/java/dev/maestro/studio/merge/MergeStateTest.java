package dev.maestro.studio.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.studio.platform.Transitions;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The law of merges, pair by pair. */
class MergeStateTest {

    private static final String GRID =
            """
                        GATE     SKIP_GATE FIND_MERGED CONFLICT   PASS    FAIL        LAND   MISS    DROP
            WAITING     GATING   LANDING   LANDED      CONFLICTED -       -           -      -       DROPPED
            GATING      -        -         -           -          LANDING GATE_FAILED -      WAITING DROPPED
            LANDING     -        -         -           -          -       -           LANDED WAITING DROPPED
            LANDED      -        -         -           -          -       -           -      -       -
            CONFLICTED  -        -         -           -          -       -           -      -       -
            GATE_FAILED -        -         -           -          -       -           -      -       -
            DROPPED     -        -         -           -          -       -           -      -       -
            """;

    @Test
    void movesOnlyAsTheTableSays() {
        assertThat(drawn(MergeState.LIFECYCLE)).isEqualTo(words(GRID));
    }

    @Test
    void endsWhereNothingIsToBeMergedAnyMore() {
        assertThat(MergeState.LIFECYCLE.terminal())
                .allSatisfy(state -> assertThat(state.live()).isFalse())
                .hasSize(4);
    }

    private static String drawn(Transitions<MergeState, MergeTrigger> lifecycle) {
        StringBuilder grid =
                new StringBuilder(
                        Stream.of(MergeTrigger.values())
                                .map(Enum::name)
                                .collect(Collectors.joining(" ")));
        for (MergeState from : MergeState.values()) {
            grid.append('\n').append(from);
            for (MergeTrigger trigger : MergeTrigger.values()) {
                grid.append(' ')
                        .append(
                                lifecycle.allows(from, trigger)
                                        ? lifecycle.next(from, trigger).name()
                                        : "-");
            }
        }
        return grid.toString();
    }

    private static String words(String grid) {
        return grid.lines()
                .map(line -> line.strip().replaceAll(" +", " "))
                .collect(Collectors.joining("\n"));
    }
}
