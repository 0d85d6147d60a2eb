package dev.maestro.client.provider;

import dev.maestro.client.platform.PrivateFiles;
import dev.maestro.client.sandbox.Confinement;
import dev.maestro.client.settings.ModelSize;
import dev.maestro.protocol.work.Purpose;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * One call of a provider.
 *
 * @param worktree where it works
 * @param prompt the file that says what to do, outside the worktree
 * @param scratch a directory of this run's own, outside the worktree, for the provider's use
 * @param facts the run as {@code MAESTRO_…} variables
 * @param mark for the process tree
 * @param size how strong a model is asked for
 * @param resume the provider's session of an earlier attempt on this machine, to go on with
 * @param confinement everything that is started goes through it
 * @param transcript takes what the provider says
 * @param steering directives that come while it works
 * @param operator whom to ask for permission
 * @param handOver lets a person say that the work is done
 */
public record ProviderCall(
        Purpose purpose,
        Path worktree,
        Path prompt,
        Path scratch,
        Map<String, String> facts,
        String mark,
        ModelSize size,
        Optional<String> resume,
        Confinement confinement,
        TranscriptSink transcript,
        Steering steering,
        Operator operator,
        StopSignal stop,
        HandOver handOver) {

    public ProviderCall {
        facts = Map.copyOf(facts);
    }

    /**
     * Puts what is to be said next into a file beside the prompt: an agent could make a link of one
     * in its scratch directory.
     */
    public Path written(String words) {
        Path file = prompt.resolveSibling("turn.md");
        PrivateFiles.write(file, words);
        return file;
    }

    /** The same call, heard by another. */
    public ProviderCall heardBy(TranscriptSink other) {
        return new ProviderCall(
                purpose,
                worktree,
                prompt,
                scratch,
                facts,
                mark,
                size,
                resume,
                confinement,
                other,
                steering,
                operator,
                stop,
                handOver);
    }
}
