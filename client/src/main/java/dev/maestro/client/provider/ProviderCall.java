package dev.maestro.client.provider;

import dev.maestro.protocol.work.Purpose;
import java.nio.file.Path;
import java.util.Map;

/**
 * One call of a provider.
 *
 * @param worktree where it works
 * @param prompt the file that says what to do, outside the worktree
 * @param facts the run as {@code MAESTRO_…} variables
 * @param mark for the process tree
 * @param transcript takes what the provider prints
 * @param handOver lets a person say that the work is done
 */
public record ProviderCall(
        Purpose purpose,
        Path worktree,
        Path prompt,
        Map<String, String> facts,
        String mark,
        TranscriptSink transcript,
        StopSignal stop,
        HandOver handOver) {

    public ProviderCall {
        facts = Map.copyOf(facts);
    }
}
