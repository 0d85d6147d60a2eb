package dev.maestro.studio.merge;

import dev.maestro.studio.platform.Transitions;
import java.util.List;

/** Where a merge is; {@link #LIFECYCLE} is the law. */
public enum MergeState {
    /** It waits for its turn in the queue of its plan. */
    WAITING,
    /** The merge commit is made; the check command runs on it. */
    GATING,
    /** The gate is open; the branch is to be moved to the merge commit, if it is where it was. */
    LANDING,
    /** The branch holds it. */
    LANDED,
    /** The two sides do not go together; somebody must resolve it. */
    CONFLICTED,
    /** The check did not pass on the merge commit, or could not be run. */
    GATE_FAILED,
    /** There is nothing to merge any more. */
    DROPPED;

    public static final Transitions<MergeState, MergeTrigger> LIFECYCLE =
            Transitions.<MergeState, MergeTrigger>table()
                    .on(WAITING, MergeTrigger.GATE, GATING)
                    .on(WAITING, MergeTrigger.SKIP_GATE, LANDING)
                    .on(WAITING, MergeTrigger.FIND_MERGED, LANDED)
                    .on(WAITING, MergeTrigger.CONFLICT, CONFLICTED)
                    .on(GATING, MergeTrigger.PASS, LANDING)
                    .on(GATING, MergeTrigger.FAIL, GATE_FAILED)
                    .on(LANDING, MergeTrigger.LAND, LANDED)
                    .on(List.of(GATING, LANDING), MergeTrigger.MISS, WAITING)
                    .on(List.of(WAITING, GATING, LANDING), MergeTrigger.DROP, DROPPED)
                    .build();

    /** Whether it is in the queue or under way. */
    public boolean live() {
        return this == WAITING || this == GATING || this == LANDING;
    }
}
