package dev.maestro.client.daemon;

import static dev.maestro.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.client.link.LinkState;
import dev.maestro.protocol.work.MethodName;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.testkit.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonTest {

    @TempDir private Path directory;
    private DaemonStage stage;

    @BeforeEach
    void open() {
        stage = new DaemonStage(directory);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void twoStartedAtOnceLeaveOneDaemonAndBothSessions() {
        CompletableFuture<Processes.Finished> ada = connecting("ada");
        CompletableFuture<Processes.Finished> bob = connecting("bob");

        assertThat(ada.join().output()).contains("ada is online");
        assertThat(bob.join().output()).contains("bob is online");
        assertThat(stage.sessions()).hasSize(2);
    }

    @Test
    void aSecondDaemonRefusesAndNamesTheFirst() {
        stage.maestro("connect", "--as", "ada");

        Processes.Finished second = stage.maestro("daemon");

        assertThat(second.exit()).isEqualTo(3);
        assertThat(second.output()).contains("as process " + stage.daemon().pid());
    }

    @Test
    void givesAProjectThatIsThereTheCheckThatIsAskedFor() {
        Processes.Finished connected = stage.maestro("connect", "--as", "ada", "--check", "make");

        assertThat(connected.output()).contains("changed its check command");
        assertThat(stage.studio.edits())
                .singleElement()
                .satisfies(edit ->
                        assertThat(edit.toString()).isEqualTo("{\"check_command\":\"make\"}"));
    }

    @Test
    void refusesWhatNoSessionCanDoBeforeItAsksStudio() {
        Processes.Finished refused = stage.maestro("connect", "--create", "--for", "merge");

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.output())
                .contains("a session can develop, test, review, check, release");
        assertThat(stage.studio.registered()).isEmpty();
    }

    @Test
    void connectsItsSessionsAgainAfterItWasKilled() {
        stage.maestro("connect", "--as", "ada");
        UUID session = stage.session("ada");
        ProcessHandle killed = stage.daemon();
        killed.destroyForcibly();
        killed.onExit().join();

        assertThat(stage.maestro("connect", "--as", "bob").exit()).isZero();

        assertThat(stage.daemon().pid()).isNotEqualTo(killed.pid());
        assertThat(stage.session("ada")).isEqualTo(session);
        eventually(() -> assertThat(stage.studio.listeners(session)).isEqualTo(1));
        assertThat(stage.studio.asked(MethodName.SESSION_HELLO))
                .anyMatch(hello -> hello.path("resume").asBoolean());
        assertThat(stage.studio.registered()).hasSize(2);
    }

    @Test
    void aSessionThatIsConnectedToTheNextDaemonByHandIsThereOnce() {
        stage.maestro("connect", "--as", "ada");
        stage.maestro("connect", "--as", "bob");
        UUID session = stage.session("bob");
        ProcessHandle killed = stage.daemon();
        killed.destroyForcibly();
        killed.onExit().join();

        assertThat(stage.maestro("connect", "--as", "bob").exit()).isZero();

        assertThat(stage.sessions())
                .extracting(SessionView::name)
                .contains("ada", "bob")
                .hasSize(2);
        assertThat(stage.session("bob")).isEqualTo(session);
        assertThat(stage.studio.registered()).hasSize(2);
        eventually(() -> assertThat(stage.studio.listeners(session)).isEqualTo(1));
    }

    @Test
    void saysGoodbyeWhenItIsTerminatedAndComesBackWithItsSessions() throws Exception {
        stage.maestro("connect", "--as", "ada");
        ProcessHandle daemon = stage.daemon();

        daemon.destroy();

        daemon.onExit().get(5, TimeUnit.SECONDS);
        assertThat(stage.studio.methods()).endsWith(MethodName.SESSION_GOODBYE);
        stage.maestro("connect", "--as", "bob");
        eventually(() ->
                assertThat(stage.sessions())
                        .hasSize(2)
                        .allMatch(one -> one.state() == LinkState.ONLINE));
    }

    @Test
    void aDisconnectedSessionDoesNotComeBack() {
        stage.maestro("connect", "--as", "ada");

        assertThat(stage.maestro("status", "--json").output()).contains("\"running\" : true");

        Processes.Finished ended = stage.maestro("disconnect", "ada", "--stop");

        assertThat(ended.exit()).isZero();
        assertThat(stage.status()).isEmpty();
        assertThat(stage.home().resolve("sessions")).isEmptyDirectory();
    }

    @Test
    void aPlainConnectGoesOnAsTheSessionThatIsThereUnlessAnOptionSaysOtherwise() {
        stage.maestro(
                "connect", "--as", "bob", "--agent", "true", "--for", "review", "--capacity", "2");
        UUID session = stage.session("bob");

        Processes.Finished again = stage.maestro("connect");

        assertThat(again.output()).contains("bob is online", "(review, by command)");
        assertThat(stage.session("bob")).isEqualTo(session);

        stage.maestro("connect", "--capacity", "3");

        assertThat(stage.sessions())
                .singleElement()
                .satisfies(view -> {
                    assertThat(view.provider()).isEqualTo("command");
                    assertThat(view.purposes()).containsExactly(Purpose.REVIEW);
                    assertThat(view.capacity()).isEqualTo(3);
                });
    }

    @Test
    void saysHowToStartADaemonWhenNoneRuns() {
        Processes.Finished elsewhere = stage.maestro("disconnect", "nobody");

        assertThat(elsewhere.exit()).isEqualTo(5);
        assertThat(elsewhere.output()).contains("maestro connect");
    }

    @Test
    void offersToCreateAnUnknownProject() {
        stage.studio.knows("another repository");

        Processes.Finished refused = stage.maestro("connect", "--as", "ada");

        assertThat(refused.exit()).isEqualTo(6);
        assertThat(refused.output()).contains("--create");
    }

    @Test
    void staysSmallAndSilentWhenIdle() throws IOException {
        stage.maestro("connect", "--as", "ada");

        long kilobytes = resident(stage.daemon().pid());

        assertThat(kilobytes).isLessThan(100 * 1024);
        assertThat(stage.home().resolve("run/daemon.log"))
                .content()
                .contains("session ada ONLINE")
                .doesNotContain("access-0", "refresh-0", "abcdefghijklmnopqrst", "secret");
    }

    private CompletableFuture<Processes.Finished> connecting(String name) {
        return CompletableFuture.supplyAsync(
                () -> stage.maestro("connect", "--as", name),
                command -> new Thread(command).start());
    }

    private static long resident(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new AssertionError("no VmRSS");
    }
}
