package dev.maestro.client.agent;

import dev.maestro.client.provider.AgentEvent;
import dev.maestro.client.provider.TranscriptSink;
import dev.maestro.protocol.work.RunMethod;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * Makes totals of the run out of totals of single starts of the program. Used by one thread at a
 * time.
 */
final class RunUsage implements TranscriptSink {

    private static final RunMethod.Usage NOTHING =
            new RunMethod.Usage(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    private final TranscriptSink sink;
    private RunMethod.Usage before = NOTHING;
    private RunMethod.Usage current = NOTHING;

    RunUsage(TranscriptSink sink) {
        this.sink = sink;
    }

    /** The next start begins to count at nothing. */
    void turnEnded() {
        before = sum(before, current);
        current = NOTHING;
    }

    @Override
    public void append(byte[] bytes, int length) {
        sink.append(bytes, length);
    }

    @Override
    public void accept(AgentEvent event) {
        if (event instanceof AgentEvent.UsageSoFar(RunMethod.Usage usage)) {
            current = usage;
            sink.accept(new AgentEvent.UsageSoFar(sum(before, usage)));
        } else {
            sink.accept(event);
        }
    }

    private static RunMethod.Usage sum(RunMethod.Usage one, RunMethod.Usage other) {
        return new RunMethod.Usage(
                sum(one.inputTokens(), other.inputTokens(), Long::sum),
                sum(one.outputTokens(), other.outputTokens(), Long::sum),
                sum(one.cachedTokens(), other.cachedTokens(), Long::sum),
                sum(one.costUsd(), other.costUsd(), Double::sum),
                other.model().or(one::model));
    }

    private static <T> Optional<T> sum(Optional<T> one, Optional<T> other, BinaryOperator<T> plus) {
        return one.isEmpty() ? other : other.map(more -> plus.apply(one.get(), more)).or(() -> one);
    }
}
