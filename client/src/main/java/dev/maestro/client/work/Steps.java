package dev.maestro.client.work;

import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.StudioMethod.Dispatch;
import java.util.Optional;
import java.util.function.Consumer;

/** Which steps a purpose takes. */
final class Steps {

    private Steps() {}

    /**
     * Does everything of one attempt between its worktree and its report.
     *
     * @param step is told what is being done, in a word
     */
    static Ending perform(Ground ground, Consumer<String> step) {
        Dispatch packet = ground.packet();
        if (!ground.place().enter()) {
            return Failure.of(
                    packet,
                    FailureReason.INTERNAL,
                    "commit %s is not on the remote under %s"
                            .formatted(packet.commit(), packet.fetchRef()));
        }
        Optional<Ending> unfit = new Furnishing(ground).perform(step);
        if (unfit.isPresent()) {
            return unfit.get();
        }
        return switch (packet.purpose()) {
            case DEVELOP, TEST -> new Develop(ground).perform(step);
            case REVIEW -> new Review(ground).perform(step);
            case CHECK, RELEASE -> new Check(ground).perform(step);
            case PLAN, ANALYZE, MERGE, CLEANUP ->
                    throw new IllegalStateException("refused before: " + packet.purpose());
        };
    }
}
