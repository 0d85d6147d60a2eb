package dev.maestro.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FuzzTest {

    private static final int INPUTS = 100_000;
    private static final int INPUTS_A_SOCKET = 200;

    /** Jetty's threads that wait for work may still hold the end point they served last. */
    private static final int LAST_SERVED = 2;

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void closesWithTheRightCodeOrGoesOnAndForgetsEverySocket() {
        long seed = Long.getLong("fuzz.seed", System.nanoTime());
        System.out.println("-Dfuzz.seed=" + seed);
        Random chance = new Random(seed);
        Fuzz fuzz = new Fuzz(chance);

        int sent = 0;
        int sockets = 0;
        while (sent < INPUTS) {
            sent += oneSocket(fuzz, chance, "-Dfuzz.seed=" + seed + ", socket " + sockets);
            sockets++;
        }

        for (int gone = 0; gone < sockets; ) {
            gone += stage.hears().endsWith("is gone") ? 1 : 0;
        }
        assertThat(stage.hub.stats().sockets()).isZero();
        assertThat(stage.hub.stats().channels()).isZero();
        assertThat(Survivors.of("dev.maestro.hub.connection.Connection")).isZero();
        assertThat(Survivors.of("dev.maestro.hub.transport.EndPointWire"))
                .isLessThanOrEqualTo(LAST_SERVED);
        stage.connects().greeted();
    }

    /** Sends until an input is deadly; returns how many that took. */
    private int oneSocket(Fuzz fuzz, Random chance, String where) {
        List<String> kinds = new ArrayList<>();
        try (FuzzPeer peer = FuzzPeer.connect(stage.port())) {
            Fuzz.Input input = fuzz.next();
            while (input.closeCode() == 0 && kinds.size() < INPUTS_A_SOCKET) {
                kinds.add(input.kind());
                peer.sends(input.bytes(), chance);
                peer.readsWhatIsThere();
                input = fuzz.next();
            }
            kinds.add(input.kind());
            peer.sends(input.bytes(), chance);
            if (input.closeCode() != 0) {
                assertThat(peer.readsClose())
                        .as("%s: %s", where, kinds)
                        .isEqualTo(input.closeCode());
            }
        }
        return kinds.size();
    }
}
