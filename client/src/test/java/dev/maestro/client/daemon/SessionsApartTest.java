package dev.maestro.client.daemon;

import static dev.maestro.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.client.daemon.SessionsStage.Place;
import dev.maestro.client.link.LinkState;
import dev.maestro.client.link.StudioUnreachable;
import dev.maestro.protocol.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One session whose world is broken disturbs no other. */
class SessionsApartTest {

    @TempDir private Path directory;
    private SessionsStage stage;
    private Place good;
    private Place bad;

    @BeforeEach
    void open() {
        stage = new SessionsStage(directory);
        good = stage.place("good");
        bad = stage.place("bad");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aSessionIsConnectedWhileTheStudioOfAnotherDoesNotAnswer() {
        Sessions sessions = stage.sessions();
        CountDownLatch gate = new CountDownLatch(1);
        bad.studio().stallRegistration(gate);
        CompletableFuture<SessionView> waiting =
                CompletableFuture.supplyAsync(
                        () -> sessions.connect(stage.request("slow", bad)),
                        step -> Thread.ofVirtual().start(step));

        SessionView view = sessions.connect(stage.request("quick", good));

        assertThat(view.state()).isEqualTo(LinkState.ONLINE);
        assertThat(sessions.views()).extracting(SessionView::name).containsExactly("quick");
        assertThat(sessions.disconnect(called("quick"))).containsExactly("quick");
        assertThat(waiting).isNotDone();
        gate.countDown();
        assertThat(waiting.join().state()).isEqualTo(LinkState.ONLINE);
    }

    @Test
    void whatCannotBeConnectedIsSaidToItsCallerAndLeavesNothing() throws IOException {
        Sessions sessions = stage.sessions();
        sessions.connect(stage.request("quick", good));
        bad.studio().stop();

        assertThatThrownBy(() -> sessions.connect(stage.request("down", bad)))
                .isInstanceOf(StudioUnreachable.class);
        bad.studio().start();
        remove(bad.repository());
        assertThatThrownBy(() -> sessions.connect(stage.request("gone", bad)))
                .isInstanceOf(RuntimeException.class);
        stage.identities.revoke(bad.identity(), true);
        assertThatThrownBy(() -> sessions.connect(stage.request("nobody", bad)))
                .isInstanceOf(Refused.class);

        assertThat(sessions.views())
                .singleElement()
                .satisfies(view -> assertThat(view.state()).isEqualTo(LinkState.ONLINE));
        assertThat(stage.home.sessions().toFile().list()).hasSize(1);
    }

    @Test
    void afterAKillEachSessionComesBackByItself() throws IOException {
        Place gone = stage.place("gone");
        Place stranger = stage.place("stranger");
        Sessions killed = stage.sessions();
        killed.connect(stage.request("quick", good));
        killed.connect(stage.request("down", bad));
        killed.connect(stage.request("gone", gone));
        killed.connect(stage.request("stranger", stranger));
        killed.close();
        stage.forgetGoodbyes();
        bad.studio().stop();
        remove(gone.repository());
        remove(stage.home.mirror(gone.studio().project()));
        stage.identities.revoke(stranger.identity(), true);

        Sessions next = stage.sessions();
        next.resume();

        eventually(() -> assertThat(state(next, "quick")).isEqualTo(LinkState.ONLINE));
        assertThat(state(next, "gone")).isEqualTo(LinkState.ENDED);
        assertThat(next.views())
                .filteredOn(view -> view.name().equals("stranger"))
                .singleElement()
                .satisfies(view -> assertThat(view.detail()).contains("no identity"));
        bad.studio().start();
        eventually(() -> assertThat(state(next, "down")).isEqualTo(LinkState.ONLINE));
        assertThat(next.disconnect(called("gone"))).containsExactly("gone");
        assertThat(next.views()).extracting(SessionView::name).doesNotContain("gone");
    }

    @Test
    void afterAGoodbyeEachSessionIsRegisteredByItself() {
        Sessions earlier = stage.sessions();
        earlier.connect(stage.request("quick", good));
        earlier.connect(stage.request("down", bad));
        earlier.close();
        CountDownLatch gate = new CountDownLatch(1);
        bad.studio().stallRegistration(gate);

        Sessions next = stage.sessions();
        next.resume();
        next.registerAgain();

        eventually(() -> assertThat(state(next, "quick")).isEqualTo(LinkState.ONLINE));
        gate.countDown();
        eventually(() -> assertThat(state(next, "down")).isEqualTo(LinkState.ONLINE));
    }

    private static LinkState state(Sessions sessions, String name) {
        return sessions.views().stream()
                .filter(view -> view.name().equals(name))
                .map(SessionView::state)
                .findFirst()
                .orElse(LinkState.CONNECTING);
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static ControlMethod.Disconnect called(String name) {
        return new ControlMethod.Disconnect(Optional.of(name), Optional.empty());
    }
}
