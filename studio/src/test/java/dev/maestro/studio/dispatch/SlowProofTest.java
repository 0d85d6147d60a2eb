package dev.maestro.studio.dispatch;

import static dev.maestro.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.protocol.json.Json;
import dev.maestro.protocol.pusher.ChannelName;
import dev.maestro.protocol.work.MethodName;
import dev.maestro.studio.fleet.Session;
import dev.maestro.studio.plan.Plan;
import dev.maestro.studio.run.Run;
import dev.maestro.studio.run.RunState;
import dev.maestro.studio.task.Task;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A completion that takes long does not hold up what else its socket says. */
final class SlowProofTest {

    @TempDir Path directory;
    private Stage stage;

    @BeforeEach
    void open() {
        stage = Stage.open(directory);
    }

    @AfterEach
    void close() {
        stage.contract.close();
        stage.close();
    }

    @Test
    void aHeartbeatIsAnsweredWhileACompletionIsBeingProvedAndTheRunsOwnWordsWait() {
        Plan plan = stage.active("# G\n## One\n- First {#first}\n");
        Session ada = stage.developer(plan, "ada", 1);
        stage.sweep();
        Run run = stage.runs.heldBy(ada.id()).getFirst();
        Task task = stage.task(plan, "first");
        stage.start(run, ada);
        String commit = stage.pushWork(plan, task);
        stage.said.clear();

        stage.database.inTransactionDo(tx -> {
            stage.plans.lock(tx, plan.id());
            CompletableFuture.runAsync(
                            () -> {
                                say(ada, "complete", "run.complete", stage.done(run, commit));
                                say(
                                        ada,
                                        "late",
                                        "run.progress",
                                        Map.of(
                                                "run",
                                                run.id().value(),
                                                "fence",
                                                run.fence(),
                                                "text",
                                                "late"));
                                say(ada, "beat", "session.heartbeat", Map.of("runs", List.of()));
                            })
                    .join();
            assertThat(answers()).containsExactly("beat");
        });

        eventually(() -> assertThat(answers()).containsExactly("beat", "complete", "late"));
        assertThat(stage.runs.run(run.id()).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(stage.said.getLast().data()).contains("lease_lost");
    }

    private List<String> answers() {
        return stage.said.stream()
                .filter(said -> said.event().equals(MethodName.DOWN))
                .map(said -> Json.tree(said.data()))
                .filter(message -> !message.has("method"))
                .map(message -> message.path("id").asText())
                .toList();
    }

    private void say(Session session, String id, String method, Object params) {
        stage.contract.clientEvent(
                stage.socket(),
                new ChannelName.Private(Session.channel(session.id()), false),
                MethodName.UP,
                Json.write(Map.of("jsonrpc", "2.0", "id", id, "method", method, "params", params)));
    }
}
