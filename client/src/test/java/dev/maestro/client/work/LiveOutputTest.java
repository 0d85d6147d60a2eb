package dev.maestro.client.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.maestro.client.provider.AgentEvent;
import dev.maestro.client.work.OutputLine.Kind;
import dev.maestro.protocol.work.FailureReason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LiveOutputTest {

    private final LiveOutput output = new LiveOutput();

    @Test
    void givesEveryViewerWhatItHasNotSeen() throws InterruptedException {
        output.said("one");
        output.said("two");

        assertThat(texts(0)).containsExactly("one", "two");
        assertThat(texts(1)).containsExactly("two");
        assertThat(texts(2)).isEmpty();
    }

    @Test
    void namesTheKindOfEachLine() throws InterruptedException {
        output.heard(new AgentEvent.Thought("first thi"));
        output.heard(new AgentEvent.Thought("nk"));
        output.heard(new AgentEvent.ToolCall("1", "Bash", "ls\n", "{}"));
        output.heard(new AgentEvent.ToolResult("1", false, "a\nb\n"));
        output.heard(new AgentEvent.ToolResult("2", true, "broken"));
        output.heard(new AgentEvent.FileChange("x", AgentEvent.ChangeKind.ADDED));
        output.heard(new AgentEvent.Retrying(Optional.empty(), Optional.empty(), "429"));
        output.heard(new AgentEvent.Denied("Bash", "no"));
        output.heard(new AgentEvent.Error("cut"));
        output.heard(new AgentEvent.Note("done"));

        assertThat(output.after(0, Duration.ZERO).lines())
                .extracting(OutputLine::kind, OutputLine::text)
                .containsExactly(
                        tuple(Kind.THOUGHT, "first think"),
                        tuple(Kind.TOOL, "Bash ls"),
                        tuple(Kind.RESULT, "a"),
                        tuple(Kind.RESULT, "b"),
                        tuple(Kind.FAILED, "broken"),
                        tuple(Kind.FILE, "added x"),
                        tuple(Kind.RETRY, "429"),
                        tuple(Kind.DENIED, "Bash: no"),
                        tuple(Kind.ERROR, "cut"),
                        tuple(Kind.NOTE, "done"));
    }

    @Test
    void tellsALineToMaestroAsWhatItSays() throws InterruptedException {
        output.said("MAESTRO:PROGRESS{\"text\":\"half of it\"}");
        output.said("MAESTRO:PROGRESS{}");
        output.said("MAESTRO:QUESTION{\"text\":\"Tabs?\\nOr spaces?\"}");
        output.said("MAESTRO:SUBTASK{\"title\":\"Write tests\"}");
        output.said("MAESTRO:USAGE{\"input_tokens\":5}");
        output.said("MAESTRO:LIMIT{\"kind\":\"rate\",\"retry_after_seconds\":1}");
        output.said("MAESTRO:QUESTION{}");

        assertThat(output.after(0, Duration.ZERO).lines())
                .extracting(OutputLine::kind, OutputLine::text)
                .containsExactly(
                        tuple(Kind.NOTE, "progress: half of it"),
                        tuple(Kind.NOTE, "asks: Tabs?"),
                        tuple(Kind.NOTE, "Or spaces?"),
                        tuple(Kind.NOTE, "asks for a task: Write tests"),
                        tuple(Kind.NOTE, FailureReason.PROVIDER_RATE_LIMITED.sentence()),
                        tuple(Kind.ERROR, "text is missing: MAESTRO:QUESTION{}"));
    }

    @Test
    void forgetsTheOldestInsteadOfGrowing() throws InterruptedException {
        for (int i = 0; i < 5_000; i++) {
            output.said("line " + i + " " + "x".repeat(3_000));
        }

        List<String> kept = texts(0);
        assertThat(kept).hasSizeBetween(1, LiveOutput.MOST_LINES);
        assertThat(kept.stream().mapToInt(String::length).sum()).isLessThan(110_000);
        assertThat(kept.getLast()).startsWith("line 4999");
    }

    @Test
    void wakesAViewerThatWaitsAndTellsItTheEnd() {
        CompletableFuture<OutputPiece> waiting = waiting(0);
        output.said("now");
        assertThat(waiting.join().lines()).extracting(OutputLine::text).containsExactly("now");

        CompletableFuture<OutputPiece> last = waiting(1);
        output.end();
        assertThat(last.join()).isEqualTo(new OutputPiece(List.of(), true));
    }

    private CompletableFuture<OutputPiece> waiting(long after) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return output.after(after, Duration.ofMinutes(1));
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                Thread::startVirtualThread);
    }

    private List<String> texts(long after) throws InterruptedException {
        return output.after(after, Duration.ZERO).lines().stream().map(OutputLine::text).toList();
    }
}
