package dev.maestro.hub.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.junit.jupiter.api.Test;

final class EndPointWireTest {

    private final ByteArrayEndPoint endPoint = new ByteArrayEndPoint();
    private final AtomicInteger closed = new AtomicInteger();
    private final Wires wires = new Wires();

    @Test
    void tellsOfTheEndOfASocketThatDiedDuringTheGreeting() {
        EndPointWire wire = wire(_ -> endPoint.close());

        wire.onOpen();

        assertThat(closed).hasValue(1);
    }

    @Test
    void tellsOfAnEndOnceThoughTheServerToldItDuringTheGreeting() {
        EndPointWire wire =
                wire(opening -> {
                    endPoint.close();
                    opening.onClose(null);
                });

        wire.onOpen();
        wire.onClose(null);

        assertThat(closed).hasValue(1);
    }

    @Test
    void tellsOfALaterEnd() {
        EndPointWire wire = wire(_ -> {});
        wire.onOpen();
        assertThat(closed).hasValue(0);
        assertThat(wires.awaitNone(Duration.ZERO)).isFalse();

        endPoint.close();
        wire.onClose(null);

        assertThat(closed).hasValue(1);
        assertThat(wires.awaitNone(Duration.ZERO)).isTrue();
    }

    private EndPointWire wire(Consumer<EndPointWire> greeting) {
        wires.begins();
        Handshake handshake = new Handshake("key", Map.of(), Optional.empty(), false, false);
        return new EndPointWire(
                endPoint,
                Runnable::run,
                new ScheduledExecutorScheduler(),
                new ArrayByteBufferPool(),
                100,
                wires,
                handshake,
                (_, opened) -> {
                    greeting.accept((EndPointWire) opened);
                    return new Ear();
                });
    }

    private final class Ear implements WireListener {

        @Override
        public void alive() {}

        @Override
        public void message(String text) {}

        @Override
        public void binary(byte[] message) {}

        @Override
        public boolean wantsMore() {
            return true;
        }

        @Override
        public void closed() {
            closed.incrementAndGet();
        }
    }
}
