package dev.maestro.studio.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.protocol.json.Json;
import dev.maestro.protocol.rpc.RpcCodec;
import dev.maestro.protocol.rpc.RpcMessage;
import dev.maestro.studio.fleet.SessionId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class AnswersTest {

    private final SessionId holder = new SessionId(UUID.randomUUID());
    private final UUID run = UUID.randomUUID();

    @Test
    void aCallThatBreaksInItsLineIsAnsweredAllTheSame() throws Exception {
        try (Answers answers = answers((_, _, _, _) -> broken())) {
            JsonNode answer = Json.tree(RpcCodec.write(complete(answers, holder).getFirst()));

            assertThat(answer.path("id").asText()).isEqualTo("one");
            assertThat(answer.at("/error/data/type").asText()).isEqualTo("internal");
            assertThat(answer.at("/error/data/incident").asText()).isNotEmpty();
        }
    }

    @Test
    void whoDoesNotHoldTheRunNeitherWaitsNorTakesRoom() throws Exception {
        CountDownLatch remote = new CountDownLatch(1);
        SessionId stranger = new SessionId(UUID.randomUUID());
        Answers.Door door =
                (session, _, _, _) -> session.equals(holder) ? await(remote) : Map.of("refused", 1);
        try (Answers answers = answers(door)) {
            CompletableFuture<List<RpcMessage>> proved = said(answers, holder);

            for (int time = 0; time < 2 * RunLines.MOST_SLOW; time++) {
                assertThat(said(answers, stranger)).isCompleted();
            }

            assertThat(proved).isNotDone();
            remote.countDown();
            assertThat(proved.get(30, TimeUnit.SECONDS)).hasSize(1);
        }
    }

    private Answers answers(Answers.Door door) {
        return new Answers(door, (session, _) -> session.equals(holder));
    }

    private List<RpcMessage> complete(Answers answers, SessionId by) throws Exception {
        return said(answers, by).get(30, TimeUnit.SECONDS);
    }

    private CompletableFuture<List<RpcMessage>> said(Answers answers, SessionId by) {
        return answers.to(
                by,
                Optional.empty(),
                RpcCodec.hear(
                        Json.write(
                                Map.of(
                                        "jsonrpc",
                                        "2.0",
                                        "id",
                                        "one",
                                        "method",
                                        "run.complete",
                                        "params",
                                        Map.of("run", run)))));
    }

    private static Object broken() {
        throw new StackOverflowError();
    }

    private static Object await(CountDownLatch latch) {
        try {
            return Map.of("in_time", latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
