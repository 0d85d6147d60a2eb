package dev.maestro.hub.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class WiresTest {

    private final Wires wires = new Wires();

    @Test
    void waitsForTheLastToEnd() {
        wires.begins();
        wires.begins();
        wires.ends();

        Thread.ofVirtual().start(wires::ends);

        assertThat(wires.awaitNone(Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void waitsNoLongerThanItIsTold() {
        wires.begins();

        assertThat(wires.awaitNone(Duration.ofMillis(1))).isFalse();
    }
}
