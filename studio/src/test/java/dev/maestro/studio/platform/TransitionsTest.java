package dev.maestro.studio.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TransitionsTest {

    enum Door {
        OPEN,
        SHUT,
        LOCKED_UP,
        GONE
    }

    enum Hand {
        PUSH,
        TURN_KEY,
        BREAK
    }

    private static final Transitions<Door, Hand> DOOR =
            Transitions.<Door, Hand>table()
                    .on(Door.OPEN, Hand.PUSH, Door.SHUT)
                    .on(Door.SHUT, Hand.PUSH, Door.OPEN)
                    .on(Door.SHUT, Hand.TURN_KEY, Door.LOCKED_UP)
                    .on(EnumSet.of(Door.OPEN, Door.SHUT, Door.LOCKED_UP), Hand.BREAK, Door.GONE)
                    .build();

    @Test
    void leadsWhereTheTableSays() {
        assertThat(DOOR.next(Door.SHUT, Hand.TURN_KEY)).isEqualTo(Door.LOCKED_UP);
        assertThat(DOOR.next(Door.LOCKED_UP, Hand.BREAK)).isEqualTo(Door.GONE);
        assertThat(DOOR.allows(Door.OPEN, Hand.PUSH)).isTrue();
    }

    @Test
    void refusesEveryPairThatIsNotInTheTable() {
        for (Door state : Door.values()) {
            for (Hand trigger : Hand.values()) {
                boolean written =
                        DOOR.rows().stream()
                                .anyMatch(row -> row.from() == state && row.trigger() == trigger);
                assertThat(DOOR.allows(state, trigger)).isEqualTo(written);
                if (!written) {
                    assertThatThrownBy(() -> DOOR.next(state, trigger)).isInstanceOf(Refused.class);
                }
            }
        }
    }

    @Test
    void saysFromWhereWhatWasTried() {
        assertThatThrownBy(() -> DOOR.next(Door.LOCKED_UP, Hand.TURN_KEY))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> {
                            assertThat(refused.code()).isEqualTo(RefusalCode.INVALID_TRANSITION);
                            assertThat(refused.data())
                                    .isEqualTo(Map.of("from", "locked_up", "trigger", "turn_key"));
                        });
    }

    @Test
    void failsToBeBuiltWhenAPairIsWrittenTwiceEvenWithTheSameEnd() {
        Transitions.Table<Door, Hand> table =
                Transitions.<Door, Hand>table()
                        .on(Door.OPEN, Hand.PUSH, Door.SHUT)
                        .on(Door.OPEN, Hand.PUSH, Door.SHUT);

        assertThatThrownBy(table::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("OPEN");
        assertThatThrownBy(() -> Transitions.<Door, Hand>table().build())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void knowsItsRowsInOrderAndTheStatesThatNothingLeaves() {
        assertThat(DOOR.rows())
                .hasSize(6)
                .startsWith(new Transitions.Row<>(Door.OPEN, Hand.PUSH, Door.SHUT))
                .isEqualTo(List.copyOf(DOOR.rows()));
        assertThat(DOOR.terminal()).containsExactly(Door.GONE);
    }
}
