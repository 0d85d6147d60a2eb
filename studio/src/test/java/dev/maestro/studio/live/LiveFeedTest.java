package dev.maestro.studio.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.protocol.json.Json;
import dev.maestro.studio.platform.StoredEvent;
import dev.maestro.studio.run.RunId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class LiveFeedTest {

    private final List<String> channels = new ArrayList<>();
    private final List<JsonNode> sent = new ArrayList<>();
    private final LiveFeed feed =
            new LiveFeed((channel, _, data, _) -> {
                channels.add(channel);
                sent.add(Json.tree(data));
                return 1;
            });

    @Test
    void sendsEventsNumberedToTheProjectsChannel() {
        UUID project = UUID.randomUUID();

        feed.on(new StoredEvent(1, project, 7, "task.done", Instant.EPOCH, "{\"task\":\"x\"}"));

        assertThat(channels).containsExactly("private-project." + project);
        assertThat(sent.getFirst().path("method").asText()).isEqualTo("event");
        assertThat(sent.getFirst().path("params").path("seq").asLong()).isEqualTo(7);
        assertThat(sent.getFirst().path("params").path("data").path("task").asText())
                .isEqualTo("x");
    }

    @Test
    void cutsOutputIntoPiecesBetweenCharacters() {
        String text = "x" + "ü".repeat(LiveFeed.LARGEST_PIECE);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        feed.appended(RunId.random(), 1, 100, bytes);

        StringBuilder all = new StringBuilder();
        long offset = 100;
        for (JsonNode piece : sent) {
            assertThat(piece.path("offset").asLong()).isEqualTo(offset);
            String part = piece.path("text").asText();
            all.append(part);
            offset += part.getBytes(StandardCharsets.UTF_8).length;
        }
        assertThat(all).hasToString(text);
        assertThat(sent).hasSize(3);
    }

    @Test
    void cutsWhatIsNoTextIntoPiecesAsLarge() {
        byte[] bytes = new byte[3 * LiveFeed.LARGEST_PIECE];
        Arrays.fill(bytes, (byte) 0x80);

        feed.appended(RunId.random(), 1, 0, bytes);

        assertThat(sent)
                .extracting(piece -> piece.path("offset").asInt())
                .containsExactly(0, LiveFeed.LARGEST_PIECE, 2 * LiveFeed.LARGEST_PIECE);
    }
}
