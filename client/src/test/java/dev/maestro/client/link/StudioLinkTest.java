package dev.maestro.client.link;

import static dev.maestro.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.client.studio.ScriptedStudio;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.json.Json;
import dev.maestro.protocol.pusher.CloseCode;
import dev.maestro.protocol.rpc.RpcMessage;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.MethodName;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.protocol.work.SessionMethod;
import dev.maestro.protocol.work.StudioMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudioLinkTest {

    @TempDir private Path directory;
    private ScriptedStudio studio;
    private LinkStage stage;
    private final UUID run = UUID.randomUUID();

    @BeforeEach
    void open() {
        studio = new ScriptedStudio();
        stage = new LinkStage(studio, directory.resolve("outbox"));
    }

    @AfterEach
    void close() {
        stage.close();
        studio.close();
    }

    @Test
    void greetsAfterItEnteredItsChannels() {
        stage.connected();

        assertThat(studio.methods()).startsWith(MethodName.SESSION_HELLO);
        JsonNode hello = studio.asked(MethodName.SESSION_HELLO).getFirst();
        assertThat(hello.path("protocol").asInt()).isEqualTo(1);
        assertThat(hello.path("resume").asBoolean()).isFalse();
    }

    @Test
    void resumesAfterTheConnectionWasLost() {
        stage.calls.runs.add(new SessionMethod.HeldRun(run, 4));
        stage.connected();
        studio.event(stage.project, 1, "task.done");
        eventually(() -> assertThat(stage.calls.events).containsExactly(1L));

        studio.drop(stage.session, CloseCode.RECONNECT_NOW);

        eventually(() -> assertThat(studio.asked(MethodName.SESSION_HELLO)).hasSize(2));
        JsonNode hello = studio.asked(MethodName.SESSION_HELLO).getLast();
        assertThat(hello.path("resume").asBoolean()).isTrue();
        assertThat(hello.path("after").asLong()).isEqualTo(1);
        assertThat(hello.path("runs").get(0).path("run").asText()).isEqualTo(run.toString());
        assertThat(hello.path("runs").get(0).path("fence").asLong()).isEqualTo(4);
    }

    @Test
    void asksForMissedEventsAndHandsEachOnOnce() {
        stage.connected();
        studio.event(stage.project, 1, "task.done");
        eventually(() -> assertThat(stage.calls.events).containsExactly(1L));
        studio.answer(
                MethodName.SESSION_HELLO,
                _ -> Json.tree("{\"protocol\":1,\"heartbeat_seconds\":1,\"seq\":3,\"runs\":[]}"));
        studio.answer(
                MethodName.SESSION_SYNC,
                _ ->
                        Map.of(
                                "events",
                                List.of(
                                        Map.of(
                                                "seq",
                                                2,
                                                "type",
                                                "a.b",
                                                "at",
                                                "2026-01-01T00:00:00Z",
                                                "data",
                                                Map.of()),
                                        Map.of(
                                                "seq",
                                                3,
                                                "type",
                                                "a.b",
                                                "at",
                                                "2026-01-01T00:00:00Z",
                                                "data",
                                                Map.of())),
                                "resync",
                                false,
                                "seq",
                                3));

        studio.drop(stage.session, CloseCode.RECONNECT_NOW);

        eventually(() -> assertThat(stage.calls.events).containsExactly(1L, 2L, 3L));
        studio.event(stage.project, 3, "task.done");
        studio.event(stage.project, 4, "task.done");
        eventually(() -> assertThat(stage.calls.events).containsExactly(1L, 2L, 3L, 4L));
    }

    @Test
    void comesBackWhenStudioIsStartedAgain() {
        stage.connected();

        studio.stop();
        eventually(() -> assertThat(stage.link.status().state()).isNotEqualTo(LinkState.ONLINE));
        studio.start();

        eventually(() -> assertThat(stage.link.status().state()).isEqualTo(LinkState.ONLINE));
    }

    @Test
    void staysAwayWhenTheHubDoesNotKnowTheApplication() {
        stage.link.start(new SocketAddress("stranger", "/app"), stage.calls);

        LinkStatus status = stage.link.awaitOnline(Duration.ofSeconds(30));

        assertThat(status.state()).isEqualTo(LinkState.ENDED);
        assertThat(status.detail()).contains("Application does not exist");
    }

    @Test
    void tellsWhenStudioDoesNotKnowTheSessionAnyMore() {
        studio.answer(
                MethodName.SESSION_HELLO,
                _ -> {
                    throw new Refused(RefusalCode.NOT_FOUND, "no such session");
                });

        stage.start();

        eventually(() -> assertThat(stage.calls.calls).containsExactly("unknown"));
        assertThat(stage.link.status().state()).isEqualTo(LinkState.ENDED);
    }

    @Test
    void whoIsTakenOffItsChannelDoesNotStayOnADeadLink() {
        stage.connected();

        studio.revoke(stage.session);

        eventually(() -> assertThat(stage.link.status().state()).isEqualTo(LinkState.ENDED));
        eventually(() -> assertThat(stage.calls.calls).contains("unknown"));
    }

    @Test
    void handsOnWhatStudioAsksInOrderAndGivesReceipts() {
        stage.connected();

        studio.request(
                stage.session,
                MethodName.RUN_STEER,
                new StudioMethod.Steer(run, "left", Optional.empty()));
        studio.request(
                stage.session,
                MethodName.RUN_STEER,
                new StudioMethod.Steer(run, "right", Optional.empty()));
        studio.request(
                stage.session,
                MethodName.RUN_CANCEL,
                new StudioMethod.Cancel(run, 2, FailureReason.PLAN_PAUSED));

        eventually(() ->
                assertThat(stage.calls.calls)
                        .containsExactly(
                                "steer left", "steer right", "cancel " + run + " 2 PLAN_PAUSED"));
        eventually(() -> assertThat(studio.answered()).hasSize(3));
        assertThat(studio.answered()).allMatch(RpcMessage.Response.class::isInstance);
    }

    @Test
    void refusesMethodsItDoesNotKnow() {
        stage.connected();

        studio.request(stage.session, "run.dance", Map.of());

        eventually(() -> assertThat(studio.answered()).hasSize(1));
        assertThat(studio.answered().getFirst())
                .isInstanceOfSatisfying(
                        RpcMessage.ErrorResponse.class,
                        error ->
                                assertThat(error.error().code())
                                        .isEqualTo(RefusalCode.METHOD_NOT_FOUND.number()));
    }

    @Test
    void stopsRunsThatAHeartbeatSaysAreGone() {
        stage.calls.runs.add(new SessionMethod.HeldRun(run, 7));
        studio.answer(MethodName.SESSION_HEARTBEAT, _ -> Map.of("gone", List.of(run)));

        stage.connected();

        eventually(
                () -> assertThat(stage.calls.calls).contains("cancel " + run + " 7 SESSION_LOST"));
    }

    @Test
    void stopsRunsThatTheGreetingCancels() {
        stage.calls.runs.add(new SessionMethod.HeldRun(run, 7));
        studio.answer(
                MethodName.SESSION_HELLO,
                _ ->
                        Json.tree(
                                "{\"protocol\":1,\"heartbeat_seconds\":1,\"seq\":0,\"runs\":[{\"run\":\"%s\",\"decision\":\"cancel\"}]}"
                                        .formatted(run)));

        stage.connected();

        assertThat(stage.calls.calls).containsExactly("cancel " + run + " 7 SESSION_LOST");
    }

    @Test
    void messagesOfARunWaitForTheLinkAndArriveInOrder() {
        stage.link.reports().send(new RunMethod.Accept(run, 1));
        stage.link.reports().send(new RunMethod.Start(run, 1, "command", Optional.empty()));
        stage.link.reports().settle(OutboxTest.failure(run, 1, "red"));

        stage.connected();

        eventually(() ->
                assertThat(studio.methods())
                        .containsSubsequence(
                                MethodName.SESSION_HELLO,
                                MethodName.RUN_ACCEPT,
                                MethodName.RUN_START,
                                MethodName.RUN_FAIL));
    }

    @Test
    void aReportIsHeldUntilAcknowledgedAndThenSentNoMore() {
        studio.ignore(MethodName.RUN_FAIL);
        stage.connected();
        stage.link.reports().settle(OutboxTest.failure(run, 1, "red"));
        eventually(() -> assertThat(studio.asked(MethodName.RUN_FAIL)).hasSize(1));
        studio.answer(MethodName.RUN_FAIL, _ -> Map.of());

        studio.drop(stage.session, CloseCode.RECONNECT_NOW);

        eventually(() -> assertThat(studio.asked(MethodName.RUN_FAIL)).hasSize(2));
        assertThat(
                        studio.asked(MethodName.SESSION_HELLO)
                                .getLast()
                                .path("runs")
                                .get(0)
                                .path("run")
                                .asText())
                .isEqualTo(run.toString());
        eventually(() -> assertThat(files("outbox")).isZero());

        studio.drop(stage.session, CloseCode.RECONNECT_NOW);
        eventually(() -> assertThat(studio.asked(MethodName.SESSION_HELLO)).hasSize(3));
        stage.link.reports().send(new RunMethod.Progress(run, 1, "a later message"));
        eventually(() -> assertThat(studio.asked(MethodName.RUN_PROGRESS)).hasSize(1));
        assertThat(studio.asked(MethodName.RUN_FAIL)).hasSize(2);
    }

    @Test
    void aReportThatStudioCannotTakeNowIsSentAgain() {
        CountDownLatch second = new CountDownLatch(2);
        studio.answer(
                MethodName.RUN_FAIL,
                _ -> {
                    second.countDown();
                    if (second.getCount() > 0) {
                        throw new Refused(RefusalCode.INTERNAL, "our fault");
                    }
                    return Map.of();
                });
        stage.connected();

        stage.link.reports().settle(OutboxTest.failure(run, 1, "red"));

        eventually(() -> assertThat(studio.asked(MethodName.RUN_FAIL)).hasSize(2));
        eventually(() -> assertThat(files("outbox")).isZero());
    }

    @Test
    void aReportForALostLeaseIsKeptAside() {
        studio.answer(
                MethodName.RUN_FAIL,
                _ -> {
                    throw new Refused(RefusalCode.LEASE_LOST, "fence 1 is stale");
                });
        stage.connected();

        stage.link.reports().settle(OutboxTest.failure(run, 1, "red"));

        eventually(() ->
                assertThat(directory.resolve("outbox/refused/%s-1.json".formatted(run))).exists());
        assertThat(files("outbox")).isZero();
    }

    @Test
    void aRefusedProofEndsTheRunAsFailed() {
        studio.answer(
                MethodName.RUN_COMPLETE,
                _ -> {
                    throw new Refused(RefusalCode.PROOF_MISSING, "no commit");
                });
        stage.connected();

        stage.link
                .reports()
                .settle(
                        new RunMethod.Complete(
                                run,
                                1,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()));

        eventually(() -> assertThat(studio.asked(MethodName.RUN_FAIL)).hasSize(1));
        assertThat(studio.asked(MethodName.RUN_FAIL).getFirst().path("detail").asText())
                .contains("no commit");
    }

    @Test
    void aStaleFenceStopsTheRun() {
        studio.answer(
                MethodName.RUN_START,
                _ -> {
                    throw new Refused(RefusalCode.LEASE_LOST, "stale");
                });
        stage.connected();

        stage.link.reports().send(new RunMethod.Start(run, 1, "command", Optional.empty()));

        eventually(
                () -> assertThat(stage.calls.calls).contains("cancel " + run + " 1 SESSION_LOST"));
    }

    @Test
    void controlMessagesDoNotWaitBehindOutput() throws IOException {
        studio.stallOutput(new CountDownLatch(1));
        stage.connected();
        Path transcript = Files.writeString(directory.resolve("t.log"), "x".repeat(5_000_000));
        UUID other = UUID.randomUUID();
        stage.link.reports().output(run, 1, transcript);

        stage.link.reports().send(new RunMethod.Progress(run, 1, "still here"));
        stage.link.reports().settle(OutboxTest.failure(other, 1, "red"));

        eventually(() -> assertThat(studio.asked(MethodName.RUN_PROGRESS)).hasSize(1));
        eventually(() -> assertThat(studio.asked(MethodName.RUN_FAIL)).hasSize(1));
        eventually(
                () -> assertThat(studio.asked(MethodName.SESSION_HEARTBEAT)).hasSizeGreaterThan(1));
        assertThat(studio.output(run)).isEmpty();
    }

    @Test
    void theOutputIsThereBeforeTheReport() throws IOException {
        stage.connected();
        Path transcript = Files.writeString(directory.resolve("t.log"), "all of it\n");
        studio.answer(
                MethodName.RUN_FAIL,
                _ -> {
                    assertThat(studio.output(run)).isEqualTo("all of it\n");
                    return Map.of();
                });

        stage.link.reports().output(run, 1, transcript);
        stage.link.reports().outputClosed(run, 1);
        stage.link.reports().settle(OutboxTest.failure(run, 1, "red"));

        eventually(() -> assertThat(studio.asked(MethodName.RUN_FAIL)).hasSize(1));
        eventually(() -> assertThat(files("outbox")).isZero());
    }

    @Test
    void saysGoodbye() {
        stage.connected();

        stage.link.close();

        assertThat(studio.methods()).endsWith(MethodName.SESSION_GOODBYE);
    }

    private long files(String name) {
        try (var files = Files.list(directory.resolve(name))) {
            return files.filter(Files::isRegularFile).count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
